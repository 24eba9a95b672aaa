using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Analyzers;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.CodeFixes;

/// <summary>TRAIN301–303: gives a marked method the valid signature that its message shows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RepairSignatureCodeFix : CodeFixProvider
{
    private const string Key = "RepairSignature";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.TrainStartSignature, RuleIds.ExportSignature, RuleIds.SampleProjectSignature];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } declaration
            && model?.GetDeclaredSymbol(declaration, context.CancellationToken) is { } method
            && ContractTypes.Of(model.Compilation) is { } types
            && SignatureAnalyzer.Mismatch(method, types, context.CancellationToken) is var (mark, _, _))
        {
            var signature = Signature.Nearest(method, mark, types);
            var repaired = Repair(declaration, method, mark, signature, types);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Change to '{signature.Text(method.Name)}'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, repaired))),
                    Key),
                context.Diagnostics);
        }
    }

    private static MethodDeclarationSyntax Repair(MethodDeclarationSyntax declaration, IMethodSymbol method, AppMark mark, Signature signature, ContractTypes types)
    {
        if (!MethodContract.Returns(mark, method, types))
        {
            declaration = declaration.WithReturnType(TypeNamed(ReturnType(signature)).WithTriviaFrom(declaration.ReturnType));
        }

        var repaired = signature.Parameters.Select(wanted => Parameter(wanted.Role, wanted.Name, declaration, method, types)).ToList();
        return repaired.SequenceEqual(declaration.ParameterList.Parameters)
            ? declaration
            : declaration.WithParameterList(declaration.ParameterList.WithParameters(SyntaxFactory.SeparatedList(
                repaired,
                Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), Math.Max(0, repaired.Count - 1)))));
    }

    /// <summary>The parameter as it was written where that is valid, without its modifiers where only they were wrong, else a new one.</summary>
    private static ParameterSyntax Parameter(ParameterRole role, string name, MethodDeclarationSyntax declaration, IMethodSymbol method, ContractTypes types)
    {
        var written = declaration.ParameterList.Parameters.FirstOrDefault(p => p.Identifier.ValueText == name);
        if (written is not null && method.Parameters.FirstOrDefault(p => p.Name == name) is { } known && types.RoleOf(known.Type) == role)
        {
            return written.Modifiers.Any() ? written.WithModifiers(default).WithoutLeadingTrivia() : written;
        }

        return SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithType(TypeNamed(Qualified(role)).WithTrailingTrivia(SyntaxFactory.Space));
    }

    private static string ReturnType(Signature signature)
    {
        var result = signature.Result switch
        {
            "ExperimentInfo" => "global::TrainApp.ExperimentInfo",
            "FileInfo" => "global::System.IO.FileInfo",
            var keyword => keyword,
        };
        return (signature.IsTask, result) switch
        {
            (true, "void") => "global::System.Threading.Tasks.Task",
            (true, _) => $"global::System.Threading.Tasks.Task<{result}>",
            _ => result,
        };
    }

    private static string Qualified(ParameterRole role) => role switch
    {
        ParameterRole.Session or ParameterRole.Experiment => $"global::TrainApp.{MethodContract.TypeName(role)}",
        ParameterRole.Stop => "global::System.Threading.CancellationToken",
        _ => MethodContract.TypeName(role),
    };

    private static TypeSyntax TypeNamed(string name) => SyntaxFactory.ParseTypeName(name).WithAdditionalAnnotations(Simplifier.Annotation);
}
