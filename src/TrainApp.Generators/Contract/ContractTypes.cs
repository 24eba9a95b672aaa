using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TrainApp.Generators.Contract;

/// <summary>The contract's types as one compilation sees them.</summary>
internal sealed class ContractTypes
{
    public const string HyperparametersName = "Hyperparameters";

    private readonly Compilation _compilation;
    private readonly ImmutableArray<INamedTypeSymbol> _marks;

    private ContractTypes(Compilation compilation, INamedTypeSymbol app, ImmutableArray<INamedTypeSymbol> marks, INamedTypeSymbol session, INamedTypeSymbol experiment)
    {
        _compilation = compilation;
        _marks = marks;
        App = app;
        Session = session;
        Experiment = experiment;
        CancellationToken = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");
        FileInfo = compilation.GetTypeByMetadataName("System.IO.FileInfo");
        Task = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task");
        TaskOf = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task`1");
    }

    public INamedTypeSymbol App { get; }
    public INamedTypeSymbol Session { get; }
    public INamedTypeSymbol Experiment { get; }
    public INamedTypeSymbol? CancellationToken { get; }
    public INamedTypeSymbol? FileInfo { get; }
    public INamedTypeSymbol? Task { get; }
    public INamedTypeSymbol? TaskOf { get; }

    /// <summary>The types, or null where the compilation does not refer to the runtime.</summary>
    public static ContractTypes? Of(Compilation compilation)
    {
        var app = compilation.GetTypeByMetadataName("TrainApp.TrainAppAttribute");
        var session = compilation.GetTypeByMetadataName("TrainApp.TrainSession");
        var experiment = compilation.GetTypeByMetadataName("TrainApp.ExperimentInfo");
        if (app is null || session is null || experiment is null)
        {
            return null;
        }

        var marks = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        foreach (AppMark mark in Enum.GetValues(typeof(AppMark)))
        {
            if (compilation.GetTypeByMetadataName($"TrainApp.{mark}Attribute") is not { } attribute)
            {
                return null;
            }

            marks.Add(attribute);
        }

        return new ContractTypes(compilation, app, marks.ToImmutable(), session, experiment);
    }

    public bool IsApp(INamedTypeSymbol type) => AppAttribute(type) is not null;

    public AttributeData? AppAttribute(INamedTypeSymbol type) => type.GetAttributes().FirstOrDefault(a => Same(a.AttributeClass, App));

    /// <summary>The jobs that a method's attributes give it, with the attribute that does.</summary>
    public IEnumerable<(AppMark Mark, AttributeData Attribute)> Marks(ISymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            var index = _marks.IndexOf(attribute.AttributeClass!, 0, SymbolEqualityComparer.Default);
            if (index >= 0)
            {
                yield return ((AppMark)index, attribute);
            }
        }
    }

    /// <summary>Whether a type is the record that the generator makes of the app's hyperparameters.</summary>
    /// <remarks>Where the generator has not run the name alone stands for it.</remarks>
    public bool IsHyperparameters(ITypeSymbol? type) => type is INamedTypeSymbol { Name: HyperparametersName, Arity: 0, ContainingType: null }
        && (type.TypeKind == TypeKind.Error || Same(type.ContainingAssembly, _compilation.Assembly));

    /// <summary>What the host can hand to a parameter of this type, or null.</summary>
    public ParameterRole? RoleOf(ITypeSymbol type) => type switch
    {
        _ when Same(type, Session) => ParameterRole.Session,
        _ when IsHyperparameters(type) => ParameterRole.Hyperparameters,
        _ when Same(type, Experiment) => ParameterRole.Experiment,
        { SpecialType: SpecialType.System_String } => ParameterRole.Directory,
        _ when Same(type, CancellationToken) => ParameterRole.Stop,
        _ => null,
    };

    public static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);
}
