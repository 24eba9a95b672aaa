using System.Text.Json.Serialization;

namespace TrainApp.Training;

/// <summary>A named line of values. A name may stand for one series per axis.</summary>
/// <param name="Id">What records call it, from 1 on.</param>
/// <param name="Name">The name as the app wrote it.</param>
/// <param name="Axis">What its values are plotted against.</param>
internal sealed record Series(uint Id, string Name, MetricAxis Axis);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Series))]
internal sealed partial class SeriesJson : JsonSerializerContext;
