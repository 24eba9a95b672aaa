using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Naming;

namespace TrainApp.Generators.Inputs;

/// <summary>Types by their syntax.</summary>
internal static class TypeNames
{
    /// <summary>The last part of a name that is not generic, or null: <c>TrainSession</c> of <c>TrainApp.TrainSession</c>.</summary>
    public static string? Last(TypeSyntax type) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax { Right: IdentifierNameSyntax name } => name.Identifier.ValueText,
        AliasQualifiedNameSyntax { Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        PredefinedTypeSyntax predefined => predefined.Keyword.ValueText,
        _ => null,
    };

    /// <summary>The type in <c>Task&lt;…&gt;</c>, or null.</summary>
    public static TypeSyntax? ResultOfTask(TypeSyntax type)
    {
        var last = type is QualifiedNameSyntax qualified ? qualified.Right : type;
        return last is GenericNameSyntax { Identifier.ValueText: "Task", TypeArgumentList.Arguments: { Count: 1 } arguments } ? arguments[0] : null;
    }

    /// <summary>A declared type with <c>global::</c>; null for a generic one.</summary>
    public static string? Full(TypeDeclarationSyntax type)
    {
        var name = "";
        for (SyntaxNode? node = type; node is not (null or CompilationUnitSyntax); node = node.Parent)
        {
            switch (node)
            {
                case TypeDeclarationSyntax { TypeParameterList: not null }: return null;
                case TypeDeclarationSyntax outer: name = $"{Escape(outer.Identifier)}.{name}"; break;
                case BaseNamespaceDeclarationSyntax ns: name = $"{ns.Name.WithoutTrivia().ToString().Replace(" ", "")}.{name}"; break;
            }
        }

        return "global::" + name.TrimEnd('.');
    }

    /// <summary>An identifier as code writes it.</summary>
    public static string Escape(SyntaxToken identifier) =>
        SyntaxFacts.GetKeywordKind(identifier.ValueText) == SyntaxKind.None ? identifier.ValueText : "@" + identifier.ValueText;

    /// <summary>Whether the whole assembly sees a declared type by what its modifiers say; where they say nothing, another part of it might.</summary>
    public static bool IsVisible(TypeDeclarationSyntax type)
    {
        for (SyntaxNode? node = type; node is TypeDeclarationSyntax declaration; node = node.Parent)
        {
            var isNested = declaration.Parent is TypeDeclarationSyntax;
            if (declaration.Modifiers.Any(SyntaxKind.FileKeyword) || (isNested && !IsVisible(declaration.Modifiers))) return false;
        }

        return true;
    }

    /// <summary>Whether modifiers say public or internal.</summary>
    public static bool IsVisible(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.PublicKeyword) || (modifiers.Any(SyntaxKind.InternalKeyword) && !modifiers.Any(SyntaxKind.PrivateKeyword));
}
