using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN301–303: the host can call a marked method only with what it has, and uses only what it knows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SignatureAnalyzer : DiagnosticAnalyzer
{
    private const string Message = "'{0}' is marked [{1}], but {2}; a valid signature is '{3}'";

    private static readonly DiagnosticDescriptor s_train = Rule.Error(RuleIds.TrainStartSignature, "Signature of the training method", Message);
    private static readonly DiagnosticDescriptor s_export = Rule.Error(RuleIds.ExportSignature, "Signature of an export method", Message);
    private static readonly DiagnosticDescriptor s_sample = Rule.Error(RuleIds.SampleProjectSignature, "Signature of the method that draws the sample project", Message);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_train, s_export, s_sample];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterSymbolAction(symbol => Check(symbol, (IMethodSymbol)symbol.Symbol, types), SymbolKind.Method);
            }
        });
    }

    /// <summary>The mark that the method's signature has to suit: where it bears several that is the first that it does not suit.</summary>
    internal static (AppMark Mark, Location Place, string Reason)? Mismatch(IMethodSymbol method, ContractTypes types, CancellationToken cancellationToken)
    {
        foreach (var (mark, _) in types.Marks(method))
        {
            if (Mismatch(method, mark, types, cancellationToken) is var (place, reason))
            {
                return (mark, place, reason);
            }
        }

        return null;
    }

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method, ContractTypes types)
    {
        if (method.MethodKind == MethodKind.Ordinary && Mismatch(method, types, context.CancellationToken) is var (mark, place, reason))
        {
            var rule = mark switch { AppMark.TrainStart => s_train, AppMark.SampleProject => s_sample, _ => s_export };
            context.ReportDiagnostic(Diagnostic.Create(rule, place, method.Name, mark, reason, Signature.Nearest(method, mark, types).Text(method.Name)));
        }
    }

    private static (Location Place, string Reason)? Mismatch(IMethodSymbol method, AppMark mark, ContractTypes types, CancellationToken cancellationToken)
    {
        var contract = MethodContract.Of(mark);
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not MethodDeclarationSyntax declaration)
        {
            return null;
        }

        if (!MethodContract.Returns(mark, method, types))
        {
            var returned = method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            return (declaration.ReturnType.GetLocation(), method is { ReturnsVoid: true, IsAsync: true } ? "is 'async void', which nobody can wait for" : $"returns '{returned}'");
        }

        var taken = new HashSet<ParameterRole>();
        foreach (var parameter in method.Parameters)
        {
            var role = RoleOf(parameter, contract, types);
            var type = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            var reason = role is null ? $"takes a '{type}', which the host cannot give it"
                : parameter.RefKind != RefKind.None || parameter.IsParams ? $"takes '{parameter.Name}' by '{Modifier(parameter)}'"
                : !taken.Add(role.Value) ? $"takes a '{type}' twice"
                : null;
            if (reason is not null)
            {
                var written = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) ?? declaration.ParameterList;
                return (written.GetLocation(), reason);
            }
        }

        return contract.Needs is { } needed && !taken.Contains(needed)
            ? (declaration.ParameterList.GetLocation(), "does not take the folder that it is to fill")
            : null;
    }

    private static ParameterRole? RoleOf(IParameterSymbol parameter, MethodContract contract, ContractTypes types)
    {
        ParameterRole? role = types.RoleOf(parameter.Type) ?? contract.Takes.Cast<ParameterRole?>().FirstOrDefault(
            role => parameter.Type is IErrorTypeSymbol { Arity: 0 } && parameter.Type.Name == MethodContract.TypeName(role!.Value));
        return role is { } known && contract.Takes.Contains(known) ? role : null;
    }

    private static string Modifier(IParameterSymbol parameter) => parameter switch
    {
        { IsParams: true } => "params",
        { RefKind: RefKind.Ref } => "ref",
        { RefKind: RefKind.Out } => "out",
        { RefKind: RefKind.In } => "in",
        _ => "ref readonly",
    };
}
