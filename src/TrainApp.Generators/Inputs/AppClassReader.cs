using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainApp.Generators.Inputs;

/// <summary>Reads the attribute <c>[TrainApp]</c>.</summary>
internal static class AppClassReader
{
    public const string AttributeName = "TrainApp";

    /// <summary>Reads it from syntax where it holds literals alone, else from symbols; null where it is not ours.</summary>
    public static AppDeclaration? Read(TypeDeclarationSyntax type, AttributeSyntax attribute, GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        if (FromSyntax(type, attribute) is { } app) return new(app, PlacesIn(attribute));
        var symbol = context.SemanticModel.GetDeclaredSymbol(type, cancellationToken);
        var data = symbol?.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == "TrainApp.TrainAppAttribute");
        return data is null ? null : Read(symbol!, data, type, cancellationToken);
    }

    /// <summary>Reads it from symbols.</summary>
    public static AppDeclaration Read(INamedTypeSymbol type, AttributeData attribute, SyntaxNode target, CancellationToken cancellationToken)
    {
        var app = new AppClass(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "",
            Named("Models"),
            Named("Hyperparameters"),
            Named("AppOptions"),
            Named("WorkDirectory"));
        return new(app, attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax syntax ? PlacesIn(syntax) : new(CodePlace.Of(target), null, null, null));

        string? Named(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;
    }

    private static AppClass? FromSyntax(TypeDeclarationSyntax type, AttributeSyntax attribute)
    {
        if (TypeNames.Full(type) is not { } name || attribute.ArgumentList?.Arguments is not { Count: > 0 } arguments) return null;
        string? framework = null, models = null, hyperparameters = null, options = null, workspace = null;
        foreach (var argument in arguments)
        {
            if (argument.NameColon is not null || argument.Expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal) return null;
            var text = literal.Token.ValueText;
            switch (argument.NameEquals?.Name.Identifier.ValueText)
            {
                case null: framework = text; break;
                case "Models": models = text; break;
                case "Hyperparameters": hyperparameters = text; break;
                case "AppOptions": options = text; break;
                case "WorkDirectory": workspace = text; break;
                default: return null;
            }
        }

        return framework is null ? null : new(name, framework, models, hyperparameters, options, workspace);
    }

    private static AppPlaces PlacesIn(AttributeSyntax attribute)
    {
        return new(CodePlace.Of(attribute), PlaceOf("Models"), PlaceOf("Hyperparameters"), PlaceOf("AppOptions"));

        CodePlace? PlaceOf(string name)
        {
            var argument = attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
            return argument is null ? null : CodePlace.Of(argument.Expression);
        }
    }
}
