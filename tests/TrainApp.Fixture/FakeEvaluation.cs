using TrainApp.Hosting;

namespace TrainApp.Fixture;

/// <summary>Writes files in place of an evaluation, or fails as <c>FIXTURE_BENCHMARK</c> asks.</summary>
internal static class FakeEvaluation
{
    public static async Task<EvaluationOutcome> RunAsync(EvaluationRequest request, CancellationToken cancellationToken)
    {
        var report = Directory.CreateDirectory(Path.Combine(request.Directory, EvaluationOutcome.ReportFolder)).FullName;
        var checkpoint = await File.ReadAllTextAsync(request.OnnxFile ?? request.CheckpointPath!, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(request.Directory, EvaluationOutcome.MetricsFile), $"[\"{checkpoint.TrimEnd()}\"]", cancellationToken);
        switch (Environment.GetEnvironmentVariable("FIXTURE_BENCHMARK"))
        {
            case "throw":
                throw new NotSupportedException("The checkpoint has no head.");
            case "crash":
                Misbehaviour.Crash();
                break;
            case "slow":
                await Task.Delay(TimeSpan.FromMinutes(5), cancellationToken);
                break;
        }

        await File.WriteAllTextAsync(Path.Combine(report, "index.html"), $"<p>{request.Model.Title}, {(request.MeasuresSpeed ? "speed" : "no speed")}</p>", cancellationToken);
        request.Predicted?.Invoke(request.Images.Count);
        var isOther = request.OnnxFile is not null && Environment.GetEnvironmentVariable("FIXTURE_BENCHMARK") == "onnx-differs";
        return new EvaluationOutcome
        {
            Metrics = new Dictionary<string, double?>(StringComparer.Ordinal) { ["mAP"] = isOther ? 0.25 : 0.5, ["AP50"] = 0.75, ["iou"] = null },
            PrimaryMetric = "mAP",
            Images = request.Images.Count,
        };
    }
}
