using TrainApp.Hosting;
using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary>The evaluation after training that a request means.</summary>
/// <param name="Benchmark">Whether the best checkpoint is evaluated.</param>
/// <param name="SpeedTest">Whether the speed of inference is measured, too.</param>
internal sealed record BenchmarkChoice(bool Benchmark, bool SpeedTest)
{
    private const string Hint = "Leave --benchmark out, or turn it off.";

    /// <summary>Whether an app offers the evaluation at all.</summary>
    public static bool IsOffered(AppDescription app) => app.Options.ModelBenchmark && app.Evaluate is not null;

    /// <summary>An app that offers the evaluation makes it unless it is told not to; to ask for one that cannot be made is a mistake.</summary>
    /// <param name="app">The app.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="model">The model; null when it is not known.</param>
    /// <param name="split">The split; null when it is not known.</param>
    /// <param name="problems">Receives a mistake.</param>
    public static BenchmarkChoice Check(AppDescription app, TrainRequest request, ModelInfo? model, SplitSpecification? split, RequestProblems problems)
    {
        var asked = SwitchChoice.Read("--benchmark", request.Benchmark, problems);
        var measures = SwitchChoice.Read("--speed-test", request.SpeedTest, problems) == true;
        // Without an evaluation the speed test is off, whatever it says.
        if (!(asked ?? app.Options.ModelBenchmark)) return new(false, false);
        if (Obstacle(app, model, split) is not { } obstacle) return new(true, measures);
        if (asked == true) problems.Error("TRAIN667", $"The model cannot be evaluated after training: {obstacle}", Hint);
        else problems.Note($"No evaluation after training: {obstacle}");
        return new(false, false);
    }

    private static string? Obstacle(AppDescription app, ModelInfo? model, SplitSpecification? split)
    {
        if (!app.Options.ModelBenchmark) return "the app does not offer it (model_benchmark).";
        if (app.Evaluate is null) return "the app has no class marked [Inference].";
        if (model is not null && !BenchmarkTasks.All.Contains(model.TaskType, StringComparer.Ordinal))
            return $"there are no metrics for the task '{model.TaskType}', only for {string.Join(", ", BenchmarkTasks.All)}.";
        return split is NoSplit ? "there are no images to validate on." : null;
    }
}
