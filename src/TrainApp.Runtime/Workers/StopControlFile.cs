using System.Text.Json;
using TrainApp.Files;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary><c>control.json</c>: how anybody asks a run to stop; it works across hosts and schedulers.</summary>
internal static class StopControlFile
{
    public const string AfterStep = "step";
    public const string AfterEpoch = "epoch";
    public const string Kill = "kill";

    /// <summary>The word for a moment.</summary>
    public static string WordOf(StopMoment moment) => moment switch
    {
        StopMoment.AfterEpoch => AfterEpoch,
        StopMoment.Now => Kill,
        _ => AfterStep,
    };

    public static void Write(RunFolder folder, string stop, TimeProvider time) => AtomicFile.WriteBytes(
        folder.ControlFile,
        JsonSerializer.SerializeToUtf8Bytes(new StopRequest(stop, time.GetUtcNow()), RunJson.Files.StopRequest));

    public static StopRequest? Read(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.ControlFile), RunJson.Files.StopRequest);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Forgets a request: a run that is finalized again starts without one.</summary>
    public static void Clear(RunFolder folder) => File.Delete(folder.ControlFile);
}
