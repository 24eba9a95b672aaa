using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Gui.Service;
using TrainApp.Reports;

namespace TrainApp.Gui.Api;

/// <summary>JSON of the end points that no verb has.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(AppDocument))]
[JsonSerializable(typeof(ArtifactList))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(MetricStretch))]
[JsonSerializable(typeof(TrashDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(ResultDocument))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Every field stands there; names in any language are readable.</summary>
    public static ApiJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Absent fields are left out.</summary>
    public static ApiJson Sparse => field ??= new(new JsonSerializerOptions(Readable.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });

    /// <summary>No space is spent on long lists.</summary>
    public static ApiJson Dense => field ??= new(new JsonSerializerOptions(Readable.Options) { WriteIndented = false });
}

/// <summary>Where a run's folder lies that was moved to the trash.</summary>
internal sealed record TrashDocument(int Run, string Trash);

/// <summary>What <c>POST /train_status</c> answers.</summary>
internal sealed record StatusDocument(string Status);

/// <summary>What <c>POST /train_from_api</c> answers.</summary>
internal sealed record ResultDocument(RunReport Result);
