using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainApp.Generators.Inputs;

/// <summary>The class marked <c>[Inference]</c>.</summary>
/// <param name="FullName">The class, with <c>global::</c>.</param>
/// <param name="Mistake">Why the host cannot make one, as the end of a sentence; null when it can.</param>
/// <param name="Place">Where its name stands.</param>
internal sealed record InferenceClass(string FullName, string? Mistake, CodePlace Place)
{
    public static InferenceClass Read(GeneratorAttributeSyntaxContext context)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var name = context.TargetNode is TypeDeclarationSyntax declaration ? declaration.Identifier.GetLocation() : context.TargetNode.GetLocation();
        return new(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), MistakeIn(type), CodePlace.Of(name));
    }

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
