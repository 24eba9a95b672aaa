using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainApp.Generators.Inputs;

/// <summary>Names of attributes as they stand in code.</summary>
internal static class AttributeNames
{
    private const string Suffix = "Attribute";

    /// <summary>The attribute of a name, without its namespace and the suffix <c>Attribute</c>, on a declaration.</summary>
    public static AttributeSyntax? Find(SyntaxList<AttributeListSyntax> lists, string name)
    {
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (Simple(attribute.Name) == name) return attribute;
            }
        }

        return null;
    }

    /// <summary>The last part of a name; an alias of the file stands for what it means.</summary>
    private static string Simple(NameSyntax name)
    {
        var text = TypeNames.Last(name) ?? "";
        if (name is IdentifierNameSyntax && name.SyntaxTree.GetRoot() is CompilationUnitSyntax unit)
        {
            foreach (var directive in unit.Usings)
            {
                if (directive.Alias?.Name.Identifier.ValueText == text && directive.Name is { } target) text = TypeNames.Last(target) ?? text;
            }
        }

        return text.EndsWith(Suffix, StringComparison.Ordinal) ? text.Substring(0, text.Length - Suffix.Length) : text;
    }
}
