using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Requests;

namespace TrainApp.Runs;

/// <summary>JSON of the files in a run folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(List<DataProblem>))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(WorkerRecord))]
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(TrainRequest))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>One document per line.</summary>
    public static RunJson Lines => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Documents that people read.</summary>
    public static RunJson Files => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });
}
