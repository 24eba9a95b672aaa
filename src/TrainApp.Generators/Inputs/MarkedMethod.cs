using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrainApp.Generators.Analyzers;

namespace TrainApp.Generators.Inputs;

/// <summary>A method that an attribute gives a job in the app.</summary>
/// <param name="Mark">The job.</param>
/// <param name="Owner">Its class, with <c>global::</c>.</param>
/// <param name="Name">Its name, as code writes it.</param>
/// <param name="Arguments">What it is called with, as code of the wiring.</param>
/// <param name="IsTask">Whether it returns a task.</param>
/// <param name="ReturnsFileInfo">Whether its result is a <see cref="System.IO.FileInfo"/>.</param>
/// <param name="IsCallable">Whether its signature is valid; a rule on C# reports the one that is not.</param>
internal sealed record MarkedMethod(Mark Mark, string Owner, string Name, string Arguments, bool IsTask, bool ReturnsFileInfo, bool IsCallable)
{
    public static MarkedMethod? Read(GeneratorAttributeSyntaxContext context, Mark mark)
    {
        if (context.TargetSymbol is not IMethodSymbol method || ContractTypes.Of(context.SemanticModel.Compilation) is not { } types) return null;
        var contract = MethodContract.Of(mark);
        List<ParameterRole> roles = [];
        var isCallable = method is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary }
            && IsVisible(method)
            && MethodContract.Returns(mark, method, types);
        foreach (var parameter in method.Parameters)
        {
            var role = types.RoleOf(parameter.Type) ?? RoleByName(parameter.Type, contract);
            isCallable &= role is { } known && parameter.RefKind == RefKind.None && contract.Takes.Contains(known) && !roles.Contains(known);
            roles.Add(role ?? ParameterRole.Stop);
        }

        var isTask = method.ReturnType.Name == "Task";
        var result = isTask && method.ReturnType is INamedTypeSymbol { Arity: 1 } task ? task.TypeArguments[0] : method.ReturnType;
        return new(
            mark,
            method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            SyntaxFacts.GetKeywordKind(method.Name) == SyntaxKind.None ? method.Name : "@" + method.Name,
            string.Join(", ", roles.Select(Argument)),
            isTask,
            result.Name == "FileInfo",
            isCallable && (contract.Needs is not { } needed || roles.Contains(needed)));
    }

    private static string Argument(ParameterRole role) => role switch
    {
        ParameterRole.Session => "train",
        ParameterRole.Hyperparameters => "train.BoundHyperparameters<Hyperparameters>()",
        ParameterRole.Experiment => "experiment",
        ParameterRole.Directory => "directory",
        _ => "stop",
    };

    /// <summary>A type of ours stands for itself while its using directive is missing, so that one mistake is not two.</summary>
    private static ParameterRole? RoleByName(ITypeSymbol type, MethodContract contract) => type.TypeKind == TypeKind.Error
        ? contract.Takes.Cast<ParameterRole?>().FirstOrDefault(role => MethodContract.TypeName(role!.Value) == type.Name)
        : null;

    private static bool IsVisible(IMethodSymbol method)
    {
        for (ISymbol? symbol = method; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal
                || symbol is INamedTypeSymbol { IsGenericType: true } or INamedTypeSymbol { IsFileLocal: true })
            {
                return false;
            }
        }

        return true;
    }
}
