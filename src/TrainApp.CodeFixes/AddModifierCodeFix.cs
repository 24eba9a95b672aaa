using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.CodeFixes;

/// <summary>TRAIN304, 306 and 310: makes a marked method static or internal, an app's class static, partial or internal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddModifierCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.MarkedMethodIsNotStatic, RuleIds.MarkedMethodIsHidden, RuleIds.AppClassShape];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var member = root?.FindNode(context.Span).FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is null or RecordDeclarationSyntax)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var (title, repaired) = diagnostic.Id switch
            {
                RuleIds.MarkedMethodIsNotStatic => ("Make it static", MakeStatic(context.Document, member)),
                RuleIds.MarkedMethodIsHidden => ("Make it internal", MakeInternal(context.Document, member)),
                _ => RepairClass(context.Document, member),
            };
            if (repaired is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(member, repaired))), title),
                    diagnostic);
            }
        }
    }

    private static (string Title, SyntaxNode? Repaired) RepairClass(Document document, MemberDeclarationSyntax member)
    {
        var modifiers = SyntaxGenerator.GetGenerator(document).GetModifiers(member);
        if (!modifiers.IsStatic || !modifiers.IsPartial)
        {
            return ("Make it static and partial", MakeStatic(document, member, isPartial: true));
        }

        var hides = member.Modifiers.Any(static m => m.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.FileKeyword)
            || (member.Parent is TypeDeclarationSyntax && !member.Modifiers.Any(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword));
        return ("Make it internal", hides ? MakeInternal(document, member) : null);
    }

    private static SyntaxNode MakeStatic(Document document, MemberDeclarationSyntax member, bool isPartial = false)
    {
        var generator = SyntaxGenerator.GetGenerator(document);
        var modifiers = generator.GetModifiers(member).WithIsStatic(isStatic: true).WithIsSealed(isSealed: false).WithIsAbstract(isAbstract: false)
            .WithIsVirtual(isVirtual: false).WithIsOverride(isOverride: false);
        return generator.WithModifiers(member, isPartial ? modifiers.WithPartial(isPartial: true) : modifiers);
    }

    private static SyntaxNode MakeInternal(Document document, MemberDeclarationSyntax member)
    {
        var generator = SyntaxGenerator.GetGenerator(document);
        var visible = member.WithModifiers(SyntaxFactory.TokenList(member.Modifiers.Where(static m => !m.IsKind(SyntaxKind.FileKeyword))));
        return generator.WithAccessibility(visible, Accessibility.Internal);
    }
}
