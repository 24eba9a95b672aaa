using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Analyzers;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.CodeFixes;

/// <summary>TRAIN330: writes the hyperparameter that the message names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RenameHyperparameterCodeFix : CodeFixProvider
{
    private const string Key = "RenameHyperparameter";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UnknownHyperparameter];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(HyperparameterNameAnalyzer.Replacement, out var replacement)
                && replacement is not null
                && root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is IdentifierNameSyntax name)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Change to '{replacement}'", _ => Task.FromResult(context.Document.WithSyntaxRoot(Replace(root, name, replacement))), Key),
                    diagnostic);
            }
        }
    }

    /// <summary>The names of a path become accesses, one after another.</summary>
    private static SyntaxNode Replace(SyntaxNode root, IdentifierNameSyntax name, string path)
    {
        var names = path.Split('.').Select(SyntaxFactory.IdentifierName).ToList();
        if (names.Count == 1)
        {
            return root.ReplaceNode(name, names[0].WithTriviaFrom(name));
        }

        var receiver = (ExpressionSyntax)name.Parent!;
        ExpressionSyntax first = receiver is MemberAccessExpressionSyntax access
            ? access.WithName(names[0])
            : ((MemberBindingExpressionSyntax)receiver).WithName(names[0]);
        var whole = names.Skip(1).Aggregate(first, static (value, next) => SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, value, next));
        return root.ReplaceNode(receiver, whole.WithTriviaFrom(receiver));
    }
}
