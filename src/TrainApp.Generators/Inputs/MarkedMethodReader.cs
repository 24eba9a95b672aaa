using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;

namespace TrainApp.Generators.Inputs;

/// <summary>
/// Reads the methods with a job: from syntax where it names our types plainly, else from symbols. Asking for the first
/// symbol makes the compiler load every reference, which takes longer than all the rest of the generator.
/// </summary>
internal static class MarkedMethodReader
{
    public static MarkedMethod? Read(MethodDeclarationSyntax method, AppMark mark, GeneratorSyntaxContext context, CancellationToken cancellationToken) =>
        FromSyntax(method, mark)
        ?? (context.SemanticModel.GetDeclaredSymbol(method, cancellationToken) is { } symbol ? FromSymbol(symbol, mark, context.SemanticModel.Compilation) : null);

    private static MarkedMethod? FromSyntax(MethodDeclarationSyntax method, AppMark mark)
    {
        if (method.Parent is not TypeDeclarationSyntax type || TypeNames.Full(type) is not { } owner || !TypeNames.IsVisible(type)) return null;
        if (method.TypeParameterList is not null || !method.Modifiers.Any(SyntaxKind.StaticKeyword) || method.Modifiers.Any(SyntaxKind.PartialKeyword) || !TypeNames.IsVisible(method.Modifiers)) return null;

        List<string> arguments = [];
        foreach (var parameter in method.ParameterList.Parameters)
        {
            if (parameter.Modifiers.Count > 0 || parameter.Type is not { } parameterType || Argument(TypeNames.Last(parameterType), mark) is not { } argument || arguments.Contains(argument)) return null;
            arguments.Add(argument);
        }

        if (mark == AppMark.SampleProject && !arguments.Contains(MarkedMethod.Argument(ParameterRole.Directory))) return null;
        var result = TypeNames.ResultOfTask(method.ReturnType);
        var returned = TypeNames.Last(result ?? method.ReturnType);
        var isValid = (mark, returned) switch
        {
            (AppMark.TrainStart, "ExperimentInfo") => true,
            (AppMark.ExportOnnx or AppMark.ExportTensorRt, "string" or "FileInfo") => true,
            (AppMark.SampleProject, "void" or "Task") => result is null,
            _ => false,
        };
        return isValid ? new(mark, owner, TypeNames.Escape(method.Identifier), string.Join(", ", arguments), result is not null || returned == "Task", returned == "FileInfo", IsCallable: true) : null;
    }

    private static string? Argument(string? type, AppMark mark) => (type, mark) switch
    {
        ("TrainSession", not AppMark.SampleProject) => MarkedMethod.Argument(ParameterRole.Session),
        (ContractTypes.HyperparametersName, not AppMark.SampleProject) => MarkedMethod.Argument(ParameterRole.Hyperparameters),
        ("ExperimentInfo", AppMark.ExportOnnx or AppMark.ExportTensorRt) => MarkedMethod.Argument(ParameterRole.Experiment),
        ("string", AppMark.SampleProject) => MarkedMethod.Argument(ParameterRole.Directory),
        ("CancellationToken", _) => MarkedMethod.Argument(ParameterRole.Stop),
        _ => null,
    };

    private static MarkedMethod? FromSymbol(IMethodSymbol method, AppMark mark, Compilation compilation)
    {
        if (ContractTypes.Of(compilation) is not { } types || !types.Marks(method).Any(found => found.Mark == mark)) return null;
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
            string.Join(", ", roles.Select(MarkedMethod.Argument)),
            isTask,
            result.Name == "FileInfo",
            isCallable && (contract.Needs is not { } needed || roles.Contains(needed)));
    }

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
