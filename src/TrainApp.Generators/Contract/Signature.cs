using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;

namespace TrainApp.Generators.Contract;

/// <summary>The valid signature that is nearest to the one that was written: what the message shows and the code fix writes.</summary>
internal sealed record Signature(bool IsAsync, bool IsTask, string Result, ImmutableArray<(ParameterRole Role, string Name)> Parameters)
{
    public static Signature Nearest(IMethodSymbol method, AppMark mark, ContractTypes types)
    {
        var contract = MethodContract.Of(mark);
        var kept = new List<(ParameterRole Role, string Name)>();
        foreach (var parameter in method.Parameters)
        {
            if (Role(parameter.Type, contract, types) is { } role && !kept.Exists(k => k.Role == role))
            {
                kept.Add((role, parameter.Name));
            }
        }

        if (kept.Count == 0)
        {
            kept.AddRange(contract.Default.Select(static role => (role, MethodContract.ParameterName(role))));
        }
        else if (contract.Needs is { } needed && !kept.Exists(k => k.Role == needed))
        {
            kept.Insert(0, (needed, MethodContract.ParameterName(needed)));
        }

        var isTask = method.IsAsync || method.ReturnType.Name is "Task" or "ValueTask";
        return new(method.IsAsync, isTask, ResultOf(method, mark), [.. kept]);
    }

    public string ReturnType => (IsTask, Result) switch
    {
        (true, "void") => "Task",
        (true, _) => $"Task<{Result}>",
        _ => Result,
    };

    public string Text(string methodName)
    {
        var parameters = string.Join(", ", Parameters.Select(static p => $"{MethodContract.TypeName(p.Role)} {p.Name}"));
        return $"public static {(IsAsync ? "async " : "")}{ReturnType} {methodName}({parameters})";
    }

    private static string ResultOf(IMethodSymbol method, AppMark mark)
    {
        var returned = method.ReturnType is INamedTypeSymbol { Arity: 1 } task ? task.TypeArguments[0] : method.ReturnType;
        return mark switch
        {
            AppMark.TrainStart => "ExperimentInfo",
            AppMark.SampleProject => "void",
            _ => returned.Name == "FileInfo" ? "FileInfo" : "string",
        };
    }

    /// <summary>The role of a parameter, also of one whose type is a misspelt one of ours.</summary>
    private static ParameterRole? Role(ITypeSymbol type, MethodContract contract, ContractTypes types)
    {
        if (types.RoleOf(type) is { } role)
        {
            return contract.Takes.Contains(role) ? role : null;
        }

        var meant = type is IErrorTypeSymbol ? NearestName.Closest(type.Name, contract.Takes.Select(MethodContract.TypeName)) : null;
        return contract.Takes.Cast<ParameterRole?>().FirstOrDefault(candidate => MethodContract.TypeName(candidate!.Value) == meant);
    }
}
