using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TrainApp.CommandLine;
using TrainApp.Control;
using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Projects;
using TrainApp.Requests;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Conversion;
using TrainApp.Vision.Inference;

namespace TrainApp.Vision.Verbs;

/// <summary><c>evaluate</c>: predicts annotated images with a trained model and computes every metric.</summary>
internal sealed class EvaluateVerb : IVerb
{
    private const string WrongFile = "wrong-file";
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly Argument<string> _model = new("MODEL") { Description = "A run's number or name, 'latest', RUN:CHECKPOINT, or the path of a checkpoint or an ONNX file." };
    private readonly Option<string?> _project = ProjectOption.Create();
    private readonly Option<string?> _split = new("--split") { Description = "The images: val (the default where it is known), train or all.", HelpName = "SIDE" };
    private readonly Option<string[]> _classes = new("--classes") { Description = "The classes in the order of their indices, for an ONNX file that does not tell them; repeat it for names with commas.", HelpName = "A,B", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _device = new("--device") { Description = "Where to compute: cpu or cuda:N (else cpu).", HelpName = "D" };
    private readonly Option<string?> _speedTest = new("--speed-test") { Description = "Measures the speed of inference, too (else on).", HelpName = "on|off" };
    private readonly Option<string?> _output = new("--output") { Description = "The folder to write; it is empty or not there (else a new one below the workspace's 'evaluations').", HelpName = "DIR" };

    public EvaluateVerb() => _split.AcceptOnlyFromAmong(EvaluatedSplit.Val, EvaluatedSplit.Train, EvaluatedSplit.All);

    public Command Build(AppCommands commands) => commands.Verb(
        "evaluate",
        "Predicts a project's images with a trained model and computes every metric. Example: evaluate latest --project lemons --split val",
        [_model, _project, _split, _classes, _device, _speedTest, _output],
        RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var signals = new HostSignals(context.Time, cancellationToken);
        var scratch = Directory.CreateTempSubdirectory("trainapp-evaluate-").FullName;
        try
        {
            var document = await EvaluateAsync(context, scratch, signals.Token);
            context.Output.Result(document, EvaluationJson.Readable.EvaluationDocument, () => Lines(document));
            return ExitCodes.Done;
        }
        catch (ProjectException cause)
        {
            context.Output.Problems([new Problem(ProblemIds.ProjectUnusable, Severity.Error, cause.Message, cause.Path)]);
            return ExitCodes.WrongRequest;
        }
        catch (ConversionException cause)
        {
            context.Output.Problems([new Problem(WrongFile, Severity.Error, cause.Message, cause.Path, Hint: cause.Hint)]);
            return ExitCodes.WrongRequest;
        }
        catch (BenchmarkException cause)
        {
            context.Output.Problems([new Problem("not-comparable", Severity.Error, cause.Message, cause.File, Hint: cause.Hint)]);
            return ExitCodes.WrongRequest;
        }
        catch (InvalidDataException cause)
        {
            context.Output.Problems([new Problem(WrongFile, Severity.Error, cause.Message)]);
            return ExitCodes.WrongRequest;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            context.Output.Error("stopped", "The evaluation was stopped; nothing of it is left.");
            return ExitCodes.Stopped;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private async Task<EvaluationDocument> EvaluateAsync(CommandContext context, string scratch, CancellationToken stop)
    {
        var evaluate = context.App.Evaluate
            ?? throw new RefusedException(Refusal.WrongRequest, "no-inference", "The app has no class marked [Inference], so it cannot predict.", "Write one: it loads a checkpoint and predicts batches of images.");
        var problems = new RequestProblems();
        var device = DeviceChoice.Check(context.Parsed.GetValue(_device) is { } given ? [given] : null, problems)[0];
        var measures = SwitchChoice.Read("--speed-test", context.Parsed.GetValue(_speedTest), problems);
        if (problems.HasErrors) throw new RefusedException(Refusal.WrongRequest, problems.All);
        var source = EvaluationSource.Find(context, context.Parsed.GetValue(_model)!, scratch);
        var project = Project.Open(await LocateProjectAsync(context, source, stop));
        var split = EvaluatedSplit.Of(context.Workspace, project, source.Experiment, context.Parsed.GetValue(_split));
        var classes = ClassesOf(context, source);
        RequireKnownClass(project, classes);
        var output = context.Parsed.GetValue(_output) ?? FreeFolder(context, source);
        OutputPlace.RequireOutside(project, output);
        using var folder = FolderInWork.Begin(output);
        await evaluate(
            new EvaluationRequest
            {
                TaskType = source.TaskType,
                CheckpointPath = source.Checkpoint,
                OnnxFile = source.OnnxFile,
                ModelFiles = source.ModelFiles,
                Classes = classes,
                Device = device,
                Images = split.Images,
                TrainImages = split.TrainImages,
                Directory = folder.Path,
                MeasuresSpeed = measures ?? true,
                Model = new EvaluatedModel(source.Title, source.ModelName, context.App.FrameworkName, project.Name, source.Experiment?.TaskId),
                Predicted = Progress(context.Time, split.Images.Count),
            },
            stop);
        var written = folder.Commit();
        return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(Path.Combine(written, EvaluationOutcome.MetricsFile), CancellationToken.None), EvaluationJson.Default.EvaluationDocument)!.In(written);
    }

    /// <summary>The project that is named, else the one that the model's run was trained on, else the app's sample.</summary>
    private async Task<string> LocateProjectAsync(CommandContext context, EvaluationSource source, CancellationToken stop)
    {
        if (context.Parsed.GetValue(_project) is null && source.Experiment is { } experiment && new ProjectRegistry(context.Workspace.Root).Find(experiment.ProjectId) is { } known) return known.Path;
        return await ProjectOption.LocateAsync(context, _project, stop);
    }

    private IReadOnlyList<string> ClassesOf(CommandContext context, EvaluationSource source)
    {
        var given = TrainOptions.Split(context.Parsed.GetValue(_classes)) ?? [];
        if (given.Count == 0) return source.Classes;
        if (source.Classes.Count == 0) return given;
        throw new RefusedException(Refusal.WrongRequest, "command-line", "--classes is for an ONNX file that does not tell its classes; this model has its own.", "Leave --classes out.");
    }

    private static void RequireKnownClass(Project project, IReadOnlyList<string> classes)
    {
        var known = project.Meta.Classes.Select(item => item.Name).ToList();
        if (classes.Count == 0 || classes.Any(known.Contains)) return;
        throw new RefusedException(
            Refusal.WrongRequest, "no-common-class", $"The project '{project.Name}' has none of the model's classes ({string.Join(", ", classes)}).", $"It has: {string.Join(", ", known)}.");
    }

    private static string FreeFolder(CommandContext context, EvaluationSource source)
    {
        var name = FileNames.Safe(source.Title);
        var time = context.Time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var wanted = Path.Combine(context.Workspace.Root, "evaluations", $"{name}_{time}");
        Directory.CreateDirectory(Path.GetDirectoryName(wanted)!);
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}_{n}")).First(path => !Path.Exists(path));
    }

    private static Action<int> Progress(TimeProvider time, int all)
    {
        var said = time.GetTimestamp();
        return done =>
        {
            if (time.GetElapsedTime(said) < s_interval) return;
            said = time.GetTimestamp();
            Message.Say(MessageLevel.Info, string.Create(CultureInfo.InvariantCulture, $"{done} of {all} images are predicted."));
        };
    }

    private static IEnumerable<string> Lines(EvaluationDocument document)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{document.Task}, {document.Images} images");
        foreach (var (name, value) in document.Metrics) yield return string.Create(CultureInfo.InvariantCulture, $"  {name}: {value:0.####}");
        foreach (var speed in document.Speed)
            yield return string.Create(CultureInfo.InvariantCulture, $"  batch of {speed.Batch}: median {speed.Median * 1000:0.0} ms, 95 % within {speed.P95 * 1000:0.0} ms");
        if (document.Report is { } report) yield return report;
    }
}
