using System.CommandLine;
using System.Globalization;
using TrainApp.CommandLine;
using TrainApp.Finalization;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.ModelStore;
using TrainApp.Projects;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Inference;
using TrainApp.Vision.Reporting;

namespace TrainApp.Vision.Verbs;

/// <summary><c>compare</c>: evaluations of several runs beside each other, as a report.</summary>
internal sealed class CompareVerb : IVerb
{
    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = "Two runs or more by number or name, or folders that evaluate wrote; the first is what the others are measured by.",
        Arity = new ArgumentArity(2, 100),
    };

    private readonly Option<string?> _output = new("--output") { Description = "The report's folder: a new one, an empty one, or a report, which is replaced (else one in the workspace).", HelpName = "DIR" };

    public Command Build(AppCommands commands) => commands.Verb(
        "compare",
        "Shows evaluations of runs beside each other. Example: compare 1 2 --output compared",
        [_runs, _output],
        RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var signals = new HostSignals(context.Time, cancellationToken);
        try
        {
            var words = context.Parsed.GetValue(_runs)!;
            var name = $"compare {string.Join(' ', words.Select(word => Path.GetFileName(Path.TrimEndingDirectorySeparator(word))))}";
            var directory = ReportPlace.Choose(context.Parsed.GetValue(_output), context.Workspace.Root, name);
            var found = words.Select(word => Find(context, word)).ToList();
            var compared = await Task.Run(() => found.ConvertAll(item => (item.Name, Result: StoredEvaluation.Read(item.Directory, item.ImagePath, signals.Token))), signals.Token);
            RequireOneTask(compared);
            var about = new ReportContext { Title = string.Join(" and ", compared.Select(item => item.Name)), Subtitle = $"{compared.Count} evaluations" };
            var report = new ComparisonReport([.. compared.Select(item => new ComparedMetrics(item.Name, item.Result.Metrics))], await Task.Run(() => ReportWriter.WriteComparison(compared, directory, about, signals.Token), signals.Token));
            context.Output.Result(report, BenchmarkJson.Readable.ComparisonReport, () => Lines(report));
            return ExitCodes.Done;
        }
        catch (BenchmarkException cause)
        {
            context.Output.Problems([new Problem("not-comparable", Severity.Error, cause.Message, cause.File, Hint: cause.Hint)]);
            return ExitCodes.WrongRequest;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            context.Output.Error("stopped", "The comparison was stopped; no report was written.");
            return ExitCodes.Stopped;
        }
    }

    /// <summary>The folder of a run's evaluation, and where its images lie.</summary>
    private static (string Name, string Directory, Func<string, string?> ImagePath) Find(CommandContext context, string word)
    {
        if (File.Exists(Path.Combine(word, EvaluationOutcome.MetricsFile))) return (Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(word))), word, _ => null);
        var models = new CustomModels(context.Workspace);
        if (models.Find(word, context.App.FrameworkName) is not { } run || models.Read(run) is not { } experiment)
            throw new BenchmarkException($"There is no run '{word}' that has published a model, and no folder of an evaluation.", hint: "The verb runs lists runs.");
        var directory = Path.Combine(experiment.ArtifactsDirectory, BenchmarkStep.FolderName);
        if (!Directory.Exists(directory)) throw new BenchmarkException($"Run {run} was not evaluated.", hint: string.Create(CultureInfo.InvariantCulture, $"Evaluate it, and compare the folder that this writes: evaluate {run} --output DIR"));
        return (experiment.ExperimentName, directory, ImagesOf(context, experiment.ProjectId));
    }

    /// <summary>A project that is gone has no pictures; its figures are there all the same.</summary>
    private static Func<string, string?> ImagesOf(CommandContext context, long projectId)
    {
        try
        {
            if (new ProjectRegistry(context.Workspace.Root).Find(projectId) is not { } known) return _ => null;
            var paths = Project.Open(known.Path).Images.Where(image => image.HasImage).ToDictionary(image => image.ToString(), image => image.ImagePath, StringComparer.Ordinal);
            return name => paths.GetValueOrDefault(name);
        }
        catch (Exception e) when (e is ProjectException or IOException or UnauthorizedAccessException)
        {
            return _ => null;
        }
    }

    private static void RequireOneTask(IReadOnlyList<(string Name, EvaluationResult Result)> compared)
    {
        if (compared.FirstOrDefault(item => item.Result.TaskType != compared[0].Result.TaskType) is { Name: { } other } wrong)
            throw new BenchmarkException($"'{compared[0].Name}' is of {compared[0].Result.TaskType}, '{other}' of {wrong.Result.TaskType}; they have no metrics in common.");
    }

    private static IEnumerable<string> Lines(ComparisonReport report)
    {
        foreach (var run in report.Runs)
        {
            yield return run.Name;
            foreach (var (name, value) in run.Metrics) yield return string.Create(CultureInfo.InvariantCulture, $"  {name}: {value:0.####}");
        }

        yield return $"Report: {report.Report}";
    }
}
