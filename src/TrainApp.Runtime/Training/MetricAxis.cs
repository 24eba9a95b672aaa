using System.Text.Json.Serialization;

namespace TrainApp.Training;

/// <summary>What the values of a series are plotted against.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetricAxis>))]
internal enum MetricAxis
{
    /// <summary>Steps since training began.</summary>
    [JsonStringEnumMemberName("step")]
    Step,

    /// <summary>Epochs.</summary>
    [JsonStringEnumMemberName("epoch")]
    Epoch,

    /// <summary>Wall time: samples of the machine's use.</summary>
    [JsonStringEnumMemberName("time")]
    Time,
}
