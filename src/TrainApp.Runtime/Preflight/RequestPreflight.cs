using System.Globalization;
using TrainApp.Devices;
using TrainApp.Files;
using TrainApp.Findings;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Machine;
using TrainApp.ModelStore;
using TrainApp.Preparation;
using TrainApp.Requests;
using TrainApp.Runs;

namespace TrainApp.Preflight;

/// <summary>Looks at everything that a run would need, and starts none.</summary>
internal static class RequestPreflight
{
    /// <summary>Every finding; with an error among them <c>train</c> would be refused or fail.</summary>
    public static async Task<IReadOnlyList<Finding>> LookAsync(AppDescription app, Workspace workspace, TrainRequest request, CancellationToken cancellationToken)
    {
        var writable = WorkspaceChecks.CanWrite(workspace.Root);
        List<Finding> findings = [writable];
        if (writable.Severity != Finding.Error)
        {
            var checker = new RequestChecker(app, workspace);
            var accepted = await checker.CheckAsync(request, cancellationToken);
            findings.AddRange(checker.Problems.Select(Of));
            if (accepted is not null) findings.AddRange(await LookAsync(workspace, accepted, cancellationToken));
        }

        findings.Add(SystemChecks.Memory(MachineMemory.Available()));
        return findings;
    }

    /// <summary>A problem as a finding.</summary>
    public static Finding Of(Problem problem) => new(
        problem.Severity == Severity.Error ? Finding.Error : Finding.Warning,
        problem.Id,
        problem.Message,
        problem.Hint,
        problem.File is { Length: > 0 } file ? file : null,
        problem.Place?.Line,
        problem.Place?.Column);

    private static async Task<IEnumerable<Finding>> LookAsync(Workspace workspace, CheckedRequest request, CancellationToken cancellationToken)
    {
        var source = new SplitSource(request.Project, CollectionFolder.Of(workspace, request.ProjectId), cancellationToken);
        var sides = Splitter.Split(source, request.Split, request.Seed);
        List<Finding> findings =
        [
            new Finding(Finding.Ok, "project", string.Create(CultureInfo.InvariantCulture, $"'{request.Project.Name}': {request.Project.Images.Count} images, {request.Classes.Count} classes."), Path: request.Project.Directory),
            new Finding(Finding.Ok, "split", string.Create(CultureInfo.InvariantCulture, $"'{request.Split}' gives {sides.Train.Count} images to train on and {sides.Val.Count} to validate with.")),
            .. Classes(SplitCounts.Of(source, sides), request.Classes),
        ];
        findings.AddRange(DataChecks.Look(sides.Train, sides.Val, cancellationToken));
        findings.Add(DiskCheck.Look(workspace, request, sides));
        if (request.Start.Source == ModelSource.Pretrained) findings.AddRange(await WeightChecks.LookAsync(request.Model, new ModelCache(workspace), cancellationToken));
        findings.Add(Device(workspace, request));
        return findings;
    }

    /// <summary>What each selected class has on either side; a class that is not validated, or not trained on, is worth a warning.</summary>
    private static IEnumerable<Finding> Classes(SplitCounts counts, IReadOnlyList<string> selected) => counts.Train.Classes.Zip(counts.Val.Classes)
        .Where(pair => selected.Contains(pair.First.Class) && pair.First.Objects + pair.Second.Objects > 0)
        .Select(pair => new Finding(
            pair.First.Objects == 0 || (pair.Second.Objects == 0 && counts.Val.Images > 0) ? Finding.Warning : Finding.Ok,
            "class",
            string.Create(CultureInfo.InvariantCulture, $"'{pair.First.Class}': {pair.First.Objects} objects in {pair.First.Images} images to train on, {pair.Second.Objects} in {pair.Second.Images} to validate with.")));

    private static Finding Device(Workspace workspace, CheckedRequest request)
    {
        if (request.Request.ShareDevice != true && DeviceLocks.FindHolder(workspace, request.Devices) is { } holder)
        {
            return new Finding(
                Finding.Warning, "device", string.Create(CultureInfo.InvariantCulture, $"Run {holder.Run} works on the device '{holder.Device}': a start now would be refused."),
                "Wait for it (--wait), stop it (stop RUN), or allow several runs on the device (--share-device).");
        }

        var gpus = MachineDevices.Look().Gpus.ToDictionary(gpu => gpu.Name, gpu => gpu.Label, StringComparer.Ordinal);
        return new Finding(Finding.Ok, "device", $"Trains on {string.Join(", ", request.Devices.Select(device => gpus.GetValueOrDefault(device, device)))}.");
    }
}
