using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrainApp.Finalization;

/// <summary>How published JSON is written: indented, with names in any language left readable.</summary>
internal static class ArtifactJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        IndentSize = 4,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = ExperimentJson.Default,
    };

    /// <summary>The same for JSON inside of other files.</summary>
    public static JsonSerializerOptions OnOneLine { get; } = new(Options) { WriteIndented = false };
}
