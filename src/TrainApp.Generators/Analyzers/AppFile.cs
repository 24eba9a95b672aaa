using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;
using TrainApp.Generators.Inputs;

namespace TrainApp.Generators.Analyzers;

/// <summary>One of the files of an app, as the generator finds it, for rules that compare it with code.</summary>
internal sealed class AppFile
{
    private readonly FileSource _source;
    private readonly AppPlaces _places;
    private readonly SyntaxTree? _tree;

    private AppFile(FileSource source, AppPlaces places, SyntaxTree? tree)
    {
        _source = source;
        _places = places;
        _tree = tree;
    }

    public string Name => _source.Name;

    /// <summary>The text; null when there is none.</summary>
    public string? Text => _source.Text;

    /// <summary>The file with a role of a class marked <c>[TrainApp]</c>; null for another class.</summary>
    public static AppFile? Find(FileRole role, INamedTypeSymbol app, ContractTypes types, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        if (types.AppAttribute(app)?.ApplicationSyntaxReference is not { } reference)
        {
            return null;
        }

        var declaration = AppClassReader.Read(app, types.AppAttribute(app)!, reference.GetSyntax(cancellationToken), cancellationToken);
        var provider = options.AnalyzerConfigOptionsProvider;
        var files = options.AdditionalFiles
            .Select(file => (File: file, Role: InputFile.RoleOf(file, provider)))
            .Where(static candidate => candidate.Role != FileRole.None || InputFile.HasSettingsName(candidate.File.Path))
            .Select(candidate => new InputFile(candidate.File.Path, candidate.Role, candidate.File.GetText(cancellationToken)?.ToString() ?? ""))
            .ToImmutableArray();
        return new(FileSource.Choose(role, declaration.App, files, ProjectSettings.Read(provider)), declaration.Places, reference.SyntaxTree);
    }

    /// <summary>A place of the text: in its file, or in the literal that holds it.</summary>
    public Location At(Place place)
    {
        var (file, found) = _source.Locate(place, _places);
        return file == _tree?.FilePath && found is { } code
            ? Location.Create(_tree!, new TextSpan(code.Start, code.Length))
            : ProblemDescriptors.Locate(file ?? "", found ?? place);
    }
}
