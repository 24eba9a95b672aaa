using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainApp.Generators.Inputs;

/// <summary>The class marked <c>[Inference]</c>.</summary>
/// <param name="FullName">The class, with <c>global::</c>.</param>
/// <param name="Mistake">Why the host cannot make one, as the end of a sentence; null when it can.</param>
/// <param name="Place">Where its name stands.</param>
/// <param name="Settings">The path of its settings; null without.</param>
internal sealed record InferenceClass(string FullName, string? Mistake, CodePlace Place, string? Settings)
{
    public const string AttributeName = "Inference";
    private const string SettingsName = "Settings";

    /// <summary>Reads it from syntax where all is plain, else from symbols; null where the attribute is not ours.</summary>
    public static InferenceClass? Read(TypeDeclarationSyntax type, AttributeSyntax attribute, GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var place = CodePlace.Of(type.Identifier.GetLocation());
        if (IsPlain(type) && TypeNames.Full(type) is { } name && TrySettings(attribute, out var path)) return new(name, null, place, path);
        if (context.SemanticModel.GetDeclaredSymbol(type, cancellationToken) is not { } symbol) return null;
        return symbol.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == "TrainApp.InferenceAttribute") is { } data
            ? new(symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), MistakeIn(symbol), place, data.NamedArguments.FirstOrDefault(static a => a.Key == SettingsName).Value.Value as string)
            : null;
    }

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

    private static bool IsPlain(TypeDeclarationSyntax type)
    {
        if (!TypeNames.IsVisible(type) || type.Modifiers.Any(SyntaxKind.AbstractKeyword)) return false;
        if (type.BaseList?.Types.FirstOrDefault() is not { } first || TypeNames.Last(first.Type) != "InferenceModel") return false;
        return TakesContext(type.ParameterList) || type.Members.OfType<ConstructorDeclarationSyntax>().Any(static constructor => TypeNames.IsVisible(constructor.Modifiers) && TakesContext(constructor.ParameterList));
    }

    private static bool TakesContext(ParameterListSyntax? list) =>
        list is { Parameters: { Count: 1 } parameters } && parameters[0].Type is { } parameter && TypeNames.Last(parameter) == "InferenceContext";

    private static string? MistakeIn(INamedTypeSymbol type)
    {
        if (!Bases(type).Any(static t => IsOurs(t, "InferenceModel"))) return "must derive from InferenceModel";
        if (type.IsAbstract) return "must not be abstract";
        if (type.IsGenericType) return "must not be generic";
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || outer.IsFileLocal) return "must be public or internal";
        }

        var isMade = type.InstanceConstructors.Any(static constructor =>
            constructor.Parameters.Length == 1
            && IsOurs(constructor.Parameters[0].Type, "InferenceContext")
            && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal);
        return isMade ? null : "must have a constructor that takes an InferenceContext";
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType) yield return current;
    }

    private static bool IsOurs(ITypeSymbol type, string name) => type.Name == name && (type.TypeKind == TypeKind.Error || type.ContainingNamespace?.ToDisplayString() == "TrainApp");
}
