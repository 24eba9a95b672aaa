using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Analyzers;
using TrainApp.Generators.Contract;

namespace TrainApp.CodeFixes;

/// <summary>Values for the fields of an <c>ExperimentInfo</c>: a variable that is called like the field, else what the session knows, else a usual one.</summary>
internal sealed class ExperimentValues
{
    private readonly SemanticModel _model;
    private readonly ContractTypes _types;
    private readonly List<(string Name, ITypeSymbol Type)> _variables;

    public ExperimentValues(SemanticModel model, int position, ContractTypes types)
    {
        _model = model;
        _types = types;
        _variables = [.. model.LookupSymbols(position).Select(static symbol => symbol switch
        {
            IParameterSymbol parameter => (parameter.Name, parameter.Type),
            ILocalSymbol local => (local.Name, local.Type),
            _ => (Name: "", Type: null!),
        }).Where(variable => variable.Type is not null && IsDeclaredBefore(variable.Name, position))];
    }

    public string For(string field) => Variable(field) ?? field switch
    {
        ExperimentFields.ModelName => OfSession("ModelName") ?? "\"model\"",
        ExperimentFields.ModelFiles => "[]",
        ExperimentFields.Checkpoints => OfSession("OutputDirectory") ?? "\"checkpoints\"",
        _ => "\"best.pth\"",
    };

    private bool IsDeclaredBefore(string name, int position)
        => _model.LookupSymbols(position, name: name).All(symbol => symbol.Locations[0].SourceSpan.End < position);

    private string? Variable(string field)
    {
        var wanted = (_types.Experiment.GetMembers(field).FirstOrDefault() as IPropertySymbol)?.Type;
        return _variables
            .Where(variable => string.Equals(variable.Name, field, StringComparison.OrdinalIgnoreCase)
                && wanted is not null
                && _model.Compilation.ClassifyConversion(variable.Type, wanted).IsImplicit)
            .Select(static variable => variable.Name)
            .FirstOrDefault();
    }

    private string? OfSession(string member)
    {
        var session = _variables.Where(variable => ContractTypes.Same(variable.Type, _types.Session)).Select(static variable => variable.Name).FirstOrDefault();
        return session is null || _types.Session.GetMembers(member).IsEmpty ? null : $"{session}.{member}";
    }
}
