using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Analyzers;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.CodeFixes;

/// <summary>TRAIN320: gives an <c>ExperimentInfo</c> the fields that it lacks, from what is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddMissingFieldsCodeFix : CodeFixProvider
{
    private const string Title = "Add the missing fields";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ExperimentLacksFields];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } creation
            && model is not null
            && ContractTypes.Of(model.Compilation) is { } types)
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(creation, Complete(creation, model, types)))), Title),
                context.Diagnostics);
        }
    }

    private static BaseObjectCreationExpressionSyntax Complete(BaseObjectCreationExpressionSyntax creation, SemanticModel model, ContractTypes types)
    {
        var values = new ExperimentValues(model, creation.SpanStart, types);
        var added = MissingFieldsAnalyzer.Missing(creation, types.Experiment)
            .ConvertAll(field => SyntaxFactory.ParseExpression($"{field} = {values.For(field)}"));
        return creation.Initializer is { Expressions.Count: > 0 } initializer
            ? creation.WithInitializer(Extend(initializer, added)).WithAdditionalAnnotations(Formatter.Annotation)
            : WithNewInitializer(creation, added).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static BaseObjectCreationExpressionSyntax WithNewInitializer(BaseObjectCreationExpressionSyntax creation, List<ExpressionSyntax> added)
    {
        var newLine = NewLine(creation);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(newLine);
        var initializer = SyntaxFactory.InitializerExpression(
            SyntaxKind.ObjectInitializerExpression,
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(newLine),
            SyntaxFactory.SeparatedList(added, Enumerable.Repeat(comma, added.Count)),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(creation.GetTrailingTrivia()));
        return creation switch
        {
            ObjectCreationExpressionSyntax named => named
                .WithType(named.Type.WithoutTrailingTrivia().WithTrailingTrivia(newLine))
                .WithArgumentList(null)
                .WithInitializer(initializer),
            _ => creation.WithArgumentList(creation.ArgumentList!.WithTrailingTrivia(newLine)).WithInitializer(initializer),
        };
    }

    /// <summary>What was written stays as it is, comments included; the fields come after it, on lines of their own if the initialiser has several.</summary>
    private static InitializerExpressionSyntax Extend(InitializerExpressionSyntax initializer, List<ExpressionSyntax> added)
    {
        var spreads = initializer.OpenBraceToken.GetLocation().GetLineSpan().EndLinePosition.Line
            != initializer.CloseBraceToken.GetLocation().GetLineSpan().StartLinePosition.Line;
        var gap = spreads ? NewLine(initializer) : SyntaxFactory.Space;
        var nodes = initializer.Expressions.ToList();
        var separators = initializer.Expressions.GetSeparators().ToList();
        var endsInComma = separators.Count == nodes.Count;
        if (!endsInComma)
        {
            var last = nodes[nodes.Count - 1];
            nodes[nodes.Count - 1] = last.WithoutTrailingTrivia();
            separators.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(spreads ? last.GetTrailingTrivia() : SyntaxFactory.TriviaList(gap)));
        }

        for (var i = 0; i < added.Count; i++)
        {
            var isLast = i == added.Count - 1;
            nodes.Add(isLast && !endsInComma ? added[i].WithTrailingTrivia(gap) : added[i]);
            if (!isLast || endsInComma)
            {
                separators.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(gap));
            }
        }

        return initializer.WithExpressions(SyntaxFactory.SeparatedList(nodes, separators));
    }

    /// <summary>A line end as the file has them.</summary>
    private static SyntaxTrivia NewLine(SyntaxNode node)
        => node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } written
            ? written
            : SyntaxFactory.ElasticCarriageReturnLineFeed;
}
