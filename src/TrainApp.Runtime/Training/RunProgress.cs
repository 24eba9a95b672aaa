using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;

namespace TrainApp.Training;

/// <summary>How far a training is: the content of a run's <c>progress.json</c>.</summary>
internal sealed record RunProgress
{
    private const string FileName = "progress.json";

    /// <summary>What is being prepared before training; null from the first event of the training on.</summary>
    public PreparingProgress? Preparing { get; init; }

    /// <summary>The epoch as the app numbers it, from 0 or 1; null before the first.</summary>
    public int? Epoch { get; init; }

    /// <summary>Epochs that this training has finished.</summary>
    public int EpochsFinished { get; init; }

    /// <summary>Epochs that this training will run; null when unknown.</summary>
    public int? TotalEpochs { get; init; }

    /// <summary>Steps finished in this epoch.</summary>
    public long Step { get; init; }

    /// <summary>Steps of this epoch; null when unknown.</summary>
    public int? TotalSteps { get; init; }

    /// <summary>The last step since training began, as counted or as the app gave it.</summary>
    public long GlobalStep { get; init; }

    /// <summary>The last value of each metric, of the first hundred names.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>How many further metrics there are.</summary>
    public int MetricsLeftOut { get; init; }

    /// <summary>When the first event came.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When the last event came.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Seconds from the first event to the last, by a clock that nobody sets.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>Whether the app has said that training is done.</summary>
    public bool Finished { get; init; }

    /// <summary>The file of a run.</summary>
    public static string PathIn(string runDirectory) => Path.Combine(runDirectory, FileName);

    /// <summary>The progress of a run; null when there is none or it cannot be understood.</summary>
    public static RunProgress? Read(string runDirectory)
    {
        try
        {
            return VolatileFile.Read(PathIn(runDirectory)) is { } bytes ? JsonSerializer.Deserialize(bytes, RunProgressJson.Default.RunProgress) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the progress of a run.</summary>
    public void Write(string runDirectory) =>
        VolatileFile.Write(PathIn(runDirectory), JsonSerializer.SerializeToUtf8Bytes(this, RunProgressJson.Default.RunProgress));
}

/// <summary>A piece of work before training.</summary>
/// <param name="What">What is done, such as <c>downloading checkpoint of RT-DETRv2-S</c>.</param>
/// <param name="Bytes">Bytes that are done.</param>
/// <param name="TotalBytes">Bytes in all; null when unknown.</param>
internal sealed record PreparingProgress(string What, long Bytes, long? TotalBytes);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RunProgress))]
internal sealed partial class RunProgressJson : JsonSerializerContext;
