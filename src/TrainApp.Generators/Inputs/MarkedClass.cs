using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainApp.Generators.Inputs;

/// <summary>A class that an attribute gives a job in the app.</summary>
/// <param name="FullName">The class, with <c>global::</c>.</param>
/// <param name="TakesNothing">Whether its constructor takes nothing.</param>
/// <param name="Mistake">Why the host cannot make one, as the end of a sentence; null when it can.</param>
/// <param name="Place">Where its name stands.</param>
/// <param name="Settings">The path that the attribute's property <c>Settings</c> names; null without.</param>
internal sealed record MarkedClass(string FullName, bool TakesNothing, string? Mistake, CodePlace Place, string? Settings)
{
    private const string SettingsName = "Settings";

    /// <summary>Reads it from syntax where all is plain, else from symbols; null where the attribute is not ours.</summary>
    public static MarkedClass? Read(TypeDeclarationSyntax type, ClassContract contract, GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        if (AttributeNames.Find(type.AttributeLists, contract.Attribute) is not { } attribute) return null;
        var place = CodePlace.Of(type.Identifier.GetLocation());
        if (IsPlain(type, contract) && TypeNames.Full(type) is { } name && TrySettings(attribute, out var path)) return new(name, TakesNothing: false, null, place, path);
        if (context.SemanticModel.GetDeclaredSymbol(type, cancellationToken) is not { } symbol) return null;
        if (symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == $"TrainApp.{contract.Attribute}Attribute") is not { } data) return null;
        var constructors = symbol.InstanceConstructors.Where(IsVisible).ToList();
        var takesIt = constructors.Exists(constructor => constructor.Parameters.Length == 1 && IsOurs(constructor.Parameters[0].Type, contract.Parameter));
        var takesNothing = !takesIt && contract.MayTakeNothing && constructors.Exists(static constructor => constructor.Parameters.Length == 0);
        var mistake = MistakeIn(symbol, contract) ?? (takesIt || takesNothing ? null : contract.NoConstructor);
        return new(symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), takesNothing, mistake, place, Named(data));
    }

    private static string? Named(AttributeData attribute) => attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == SettingsName).Value.Value as string;

    /// <summary>The path, where it is a literal or there is none.</summary>
    private static bool TrySettings(AttributeSyntax attribute, out string? path)
    {
        path = null;
        foreach (var argument in attribute.ArgumentList?.Arguments ?? [])
        {
            if (argument.NameEquals?.Name.Identifier.ValueText != SettingsName || argument.Expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal) return false;
            path = literal.Token.ValueText;
        }

        return true;
    }

    private static bool IsPlain(TypeDeclarationSyntax type, ClassContract contract)
    {
        if (!TypeNames.IsVisible(type) || type.Modifiers.Any(SyntaxKind.AbstractKeyword)) return false;
        if (type.BaseList is not { Types: { Count: > 0 } bases }) return false;
        var isOfBase = contract.IsInterface ? bases.Any(item => TypeNames.Last(item.Type) == contract.Base) : TypeNames.Last(bases[0].Type) == contract.Base;
        if (!isOfBase) return false;
        return Takes(type.ParameterList) || type.Members.OfType<ConstructorDeclarationSyntax>().Any(constructor => TypeNames.IsVisible(constructor.Modifiers) && Takes(constructor.ParameterList));

        bool Takes(ParameterListSyntax? list) =>
            list is { Parameters: { Count: 1 } parameters } && parameters[0].Type is { } parameter && TypeNames.Last(parameter) == contract.Parameter;
    }

    private static string? MistakeIn(INamedTypeSymbol type, ClassContract contract)
    {
        var bases = contract.IsInterface ? type.AllInterfaces : Bases(type);
        if (!bases.Any(t => IsOurs(t, contract.Base))) return contract.NotOfBase;
        if (type.IsAbstract) return "must not be abstract";
        if (type.IsGenericType) return "must not be generic";
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || outer.IsFileLocal) return "must be public or internal";
        }

        return null;
    }

    private static bool IsVisible(IMethodSymbol constructor) =>
        constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType) yield return current;
    }

    private static bool IsOurs(ITypeSymbol type, string name) => type.Name == name && (type.TypeKind == TypeKind.Error || type.ContainingNamespace?.ToDisplayString() == "TrainApp");
}
