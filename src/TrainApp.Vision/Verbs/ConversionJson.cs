using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrainApp.Vision.Verbs;

/// <summary>JSON of the verb <c>convert</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ConversionReport))]
internal sealed partial class ConversionJson : JsonSerializerContext
{
    /// <summary>Names in any language are readable.</summary>
    public static ConversionJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
