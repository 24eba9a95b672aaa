using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Findings;

namespace TrainApp.Reports;

/// <summary>JSON of every verb.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(IReadOnlyList<RunListItem>))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(FindingsReport))]
[JsonSerializable(typeof(ProjectStatistics))]
[JsonSerializable(typeof(SchemaReport))]
[JsonSerializable(typeof(ServerReport))]
[JsonSerializable(typeof(TextReport))]
[JsonSerializable(typeof(ErrorDocument))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Every field stands there, null where it is undefined; names in any language are readable.</summary>
    public static ReportJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Absent fields are left out.</summary>
    public static ReportJson Sparse => field ??= new(new JsonSerializerOptions(Readable.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
