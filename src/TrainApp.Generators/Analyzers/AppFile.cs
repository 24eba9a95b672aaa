using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrainApp.Formats;

namespace TrainApp.Generators.Analyzers;

/// <summary>One of the files that describe an app.</summary>
internal sealed class AppFile(string path, string text)
{
    public const string HyperparametersRole = "hyperparameters";
    public const string OptionsRole = "options";

    public string Name => System.IO.Path.GetFileName(path);

    public string Text => text;

    /// <summary>The file with a role, or null.</summary>
    public static AppFile? Find(string role, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        foreach (var file in options.AdditionalFiles)
        {
            if (options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.TrainAppRole", out var found)
                && found == role
                && file.GetText(cancellationToken) is { } text)
            {
                return new AppFile(file.Path, text.ToString());
            }
        }

        return null;
    }

    public Location At(Place place) => Location.Create(
        path,
        new TextSpan(place.Start, place.Length),
        new LinePositionSpan(new LinePosition(place.Line - 1, place.Column - 1), new LinePosition(place.EndLine - 1, place.EndColumn - 1)));
}
