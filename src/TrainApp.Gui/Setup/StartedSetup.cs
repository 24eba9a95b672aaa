using TrainApp.Requests;
using TrainApp.Runs;

namespace TrainApp.Gui.Setup;

/// <summary>The request of a run, with what it was resolved to.</summary>
internal sealed class StartedSetup : RunSetup
{
    private StartedSetup(TrainRequest request) => Request = request;

    internal override TrainRequest Request { get; }

    internal override int Version => 0;

    internal override SetupVerdict Verdict => SetupVerdict.None;

    internal override bool IsLocked => true;

    internal override CheckedRequest? Resolved => null;

    internal override void Change(Func<TrainRequest, TrainRequest> edit)
    {
        // The run has its request; a new one begins with it (Draft).
    }

    /// <summary>Reads a run's request; what it left open is filled in with what the run got.</summary>
    public static StartedSetup Of(RunStatus status)
    {
        var request = status.Record is null ? new TrainRequest() : status.Folder.ReadRequest();
        if (status.Record is not { } record) return new StartedSetup(request);
        return new StartedSetup(request with
        {
            Project = record.ProjectDirectory,
            Model = record.Base is { } from ? FormattableString.Invariant($"{from.Run}:{from.Name}") : record.Model,
            Hyperparameters = null,
            Set = null,
            HyperparametersText = File.Exists(status.Folder.HyperparametersFile) ? File.ReadAllText(status.Folder.HyperparametersFile) : null,
            Classes = record.Classes,
            Tags = record.Tags,
            Cache = record.Cache ? "on" : "off",
            Split = record.Split,
            Name = record.Name,
            Seed = record.Seed,
            Device = record.Devices,
            Benchmark = record.Benchmark ? "on" : "off",
            SpeedTest = record.SpeedTest ? "on" : "off",
            Export = record.Exports.Count == 0 ? ["none"] : record.Exports,
        });
    }
}
