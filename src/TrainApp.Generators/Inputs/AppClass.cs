using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;
using TrainApp.Generators.Naming;

namespace TrainApp.Generators.Inputs;

/// <summary>The class marked <c>[TrainApp]</c>; where it stands is kept apart, so that moving it makes nothing anew.</summary>
internal sealed record AppDeclaration(AppClass App, AppPlaces Places);

/// <param name="FullName">The class, with <c>global::</c>.</param>
/// <param name="FrameworkName">The name in the attribute.</param>
/// <param name="Models">Path or text of the model list, or null.</param>
/// <param name="Hyperparameters">Path or text of the hyperparameters, or null.</param>
/// <param name="AppOptions">Path or text of the app options, or null.</param>
/// <param name="WorkDirectory">The workspace, or null.</param>
internal sealed record AppClass(string FullName, string FrameworkName, string? Models, string? Hyperparameters, string? AppOptions, string? WorkDirectory)
{
    public string? FileSetting(FileRole role) => role switch
    {
        FileRole.Models => Models,
        FileRole.Hyperparameters => Hyperparameters,
        _ => AppOptions,
    };
}

/// <summary>Where the attribute and its arguments stand.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Models">The argument <c>Models</c>, or null.</param>
/// <param name="Hyperparameters">The argument <c>Hyperparameters</c>, or null.</param>
/// <param name="AppOptions">The argument <c>AppOptions</c>, or null.</param>
internal sealed record AppPlaces(CodePlace Attribute, CodePlace? Models, CodePlace? Hyperparameters, CodePlace? AppOptions)
{
    public CodePlace? FileSetting(FileRole role) => role switch
    {
        FileRole.Models => Models,
        FileRole.Hyperparameters => Hyperparameters,
        _ => AppOptions,
    };
}

/// <summary>A place in C#.</summary>
/// <param name="File">The file.</param>
/// <param name="Place">The place.</param>
/// <param name="Literal">The text of the string literal that stands there, quotes and indentation included; null for other code.</param>
internal sealed record CodePlace(string File, Place Place, string? Literal)
{
    public static CodePlace Of(SyntaxNode node)
    {
        var literal = node is LiteralExpressionSyntax expression && expression.IsKind(SyntaxKind.StringLiteralExpression) ? expression.Token.Text : null;
        return Of(node.GetLocation()) with { Literal = literal };
    }

    public static CodePlace Of(Location location)
    {
        var lines = location.GetLineSpan();
        var place = new Place(
            location.SourceSpan.Start,
            location.SourceSpan.Length,
            lines.StartLinePosition.Line + 1,
            lines.StartLinePosition.Character + 1,
            lines.EndLinePosition.Line + 1,
            lines.EndLinePosition.Character + 1);
        return new(lines.Path, place, null);
    }
}
