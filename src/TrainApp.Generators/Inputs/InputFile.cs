using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TrainApp.Generators.Inputs;

/// <summary>The three files of an app.</summary>
internal enum FileRole
{
    None,
    Hyperparameters,
    Models,
    Options,
}

/// <summary>An additional file of the compilation.</summary>
internal sealed record InputFile(string Path, FileRole Role, string Text)
{
    public static FileRole RoleOf(AdditionalText file, AnalyzerConfigOptionsProvider options)
    {
        options.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.TrainAppRole", out var role);
        return role switch
        {
            "hyperparameters" => FileRole.Hyperparameters,
            "models" => FileRole.Models,
            "options" => FileRole.Options,
            _ => FileRole.None,
        };
    }

    /// <summary>Whether a path is one that the app's attribute may name.</summary>
    public static bool HasSettingsName(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
