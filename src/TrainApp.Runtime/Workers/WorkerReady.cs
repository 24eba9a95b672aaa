using System.Text.Json;
using TrainApp.Files;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary><c>worker.json</c>: appears when the worker holds its run and its devices.</summary>
internal static class WorkerReady
{
    public static void Set(RunFolder folder, TimeProvider time) => AtomicFile.WriteBytes(
        folder.WorkerFile,
        JsonSerializer.SerializeToUtf8Bytes(new WorkerRecord(Environment.ProcessId, time.GetUtcNow()), RunJson.Files.WorkerRecord));

    public static bool IsSet(RunFolder folder, int process) => Read(folder)?.Process == process;

    public static WorkerRecord? Read(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.WorkerFile), RunJson.Files.WorkerRecord);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}
