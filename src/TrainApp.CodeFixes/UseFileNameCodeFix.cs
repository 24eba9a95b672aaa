using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.CodeFixes;

/// <summary>TRAIN322: keeps the file name of a path.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UseFileNameCodeFix : CodeFixProvider
{
    private const string Title = "Use the file name alone";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.BestCheckpointIsPath];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is ExpressionSyntax path)
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(path, FileName(path).WithTriviaFrom(path)))), Title),
                context.Diagnostics);
        }
    }

    private static ExpressionSyntax FileName(ExpressionSyntax path) => path switch
    {
        LiteralExpressionSyntax { Token.Value: string text } when LastPart(text) is { Length: > 0 } name
            => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Combine" or "Join" }, ArgumentList.Arguments: { Count: > 0 } parts }
            when parts[parts.Count - 1].Expression is LiteralExpressionSyntax { Token.Value: string text } last && LastPart(text) == text => last,
        _ => SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseExpression("global::System.IO.Path").WithAdditionalAnnotations(Simplifier.Annotation),
                SyntaxFactory.IdentifierName("GetFileName")),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(path.WithoutTrivia())))),
    };

    private static string LastPart(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
