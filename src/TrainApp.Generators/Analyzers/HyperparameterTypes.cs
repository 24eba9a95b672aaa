using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;

namespace TrainApp.Generators.Analyzers;

/// <summary>The records that the generator made of the app's hyperparameters: the whole and its sections.</summary>
internal sealed class HyperparameterTypes
{
    private readonly HashSet<ITypeSymbol> _sections = new(SymbolEqualityComparer.Default);

    private HyperparameterTypes(INamedTypeSymbol root)
    {
        Root = root;
        Add(root);
    }

    public INamedTypeSymbol Root { get; }

    /// <summary>The records, or null where the generator has made none.</summary>
    public static HyperparameterTypes? In(Compilation compilation, ContractTypes types, CancellationToken cancellationToken)
        => compilation.GetSymbolsWithName(ContractTypes.HyperparametersName, SymbolFilter.Type, cancellationToken)
            .OfType<INamedTypeSymbol>()
            .FirstOrDefault(type => type.IsRecord && types.IsHyperparameters(type)) is { } root ? new(root) : null;

    public bool Contains(ITypeSymbol? type) => type is not null && _sections.Contains(type);

    /// <summary>The hyperparameters and sections of a section.</summary>
    public static IEnumerable<IPropertySymbol> Items(ITypeSymbol section) => section.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(static p => p is { IsStatic: false, IsIndexer: false, Name: not "Extra", DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, IsImplicitlyDeclared: false });

    /// <summary>The names from the top to every hyperparameter, joined by dots.</summary>
    public IEnumerable<string> Paths() => Paths(Root, "", []);

    private IEnumerable<string> Paths(ITypeSymbol section, string prefix, List<ITypeSymbol> above) => Items(section).SelectMany(item => item switch
    {
        _ when !Contains(item.Type) => [prefix + item.Name],
        // A property that an app adds to a section may lead back up.
        _ when above.Contains(item.Type, SymbolEqualityComparer.Default) => [],
        _ => Paths(item.Type, $"{prefix}{item.Name}.", [.. above, section]),
    });

    private void Add(ITypeSymbol section)
    {
        if (_sections.Add(section))
        {
            foreach (var item in Items(section))
            {
                if (item.Type is INamedTypeSymbol { IsRecord: true, TypeKind: TypeKind.Class } type && ContractTypes.Same(type.ContainingAssembly, Root.ContainingAssembly))
                {
                    Add(type);
                }
            }
        }
    }
}
