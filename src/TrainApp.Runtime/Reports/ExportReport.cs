using TrainApp.Finalization;
using TrainApp.Runs;

namespace TrainApp.Reports;

/// <summary>What <c>export</c> says in JSON.</summary>
internal sealed record ExportReport(
    string? File, long? Bytes, double? MaxAbsoluteError, double? MaxRelativeError, IReadOnlyList<ExportCheckReport> Checks)
{
    /// <summary>An export that a run has published.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="format"><c>onnx</c> or <c>tensorrt</c>.</param>
    public static ExportReport Of(RunFolder folder, string format)
    {
        var key = format == "onnx" ? "ONNXRuntime" : "TensorRT";
        var experiment = ExperimentRecord.Read(folder.ExperimentFile)!;
        var file = Path.Combine(folder.ReadPublished()!, experiment.Exports[key]);
        var checks = experiment.ExportChecks.GetValueOrDefault(key) ?? [];
        return new ExportReport(
            file,
            new FileInfo(file).Length,
            checks.Max(check => check.MaxAbsoluteError),
            checks.Max(check => check.MaxRelativeError),
            [.. checks.Select(check => new ExportCheckReport(check.Name, check.Ok, check.Detail))]);
    }
}

/// <summary>One check of an export.</summary>
internal sealed record ExportCheckReport(string Name, bool Ok, string Detail);
