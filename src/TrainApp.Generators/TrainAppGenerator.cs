using System.Text;
using Microsoft.CodeAnalysis.Text;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;
using TrainApp.Generators.Diagnostics;
using TrainApp.Generators.Emit;
using TrainApp.Generators.Inputs;
using TrainApp.Generators.Values;

namespace TrainApp.Generators;

/// <summary>
/// Makes an app's own types and its wiring of the class marked <c>[TrainApp]</c> and the three files beside it. Each file
/// becomes one output; what passes from step to step is text and records of text, so that an edit makes anew only what
/// it changes.
/// </summary>
/// <remarks>
/// Two habits keep a build's first run short. Every step yields a class, and pairs are made into one at once, since each
/// further value type has the compiler's tables compiled anew. Attributes are read from syntax, and symbols are asked only where
/// syntax leaves a doubt: the first symbol makes the compiler load every reference.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class TrainAppGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var marks = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => AppMarks.IsMarked(node), static (context, token) => AppMarks.Read(context, token))
            .Collect()
            .Select(static (all, _) => AppMarks.Join(all));
        var places = marks.Select(static (found, _) => found.Declaration?.Places).WithTrackingName(TrackingNames.Places);
        var inputs = marks.Select(static (found, _) => found.Declaration?.App).WithTrackingName(TrackingNames.App)
            .Combine(ProjectInputs(context))
            .Select(static (pair, _) => new AppInputs(pair.Left, pair.Right));

        var hyperparameters = inputs.Select(static (all, _) => all.Choose(FileRole.Hyperparameters)).WithTrackingName(TrackingNames.HyperparametersSource);
        Add(context, hyperparameters.Select(static (source, _) => source is null ? null : HyperparametersEmitter.Emit(source)), places,
            "Hyperparameters", TrackingNames.HyperparametersProblems, TrackingNames.HyperparametersOutput);

        var options = inputs.Select(static (all, _) => all.Choose(FileRole.Options)).WithTrackingName(TrackingNames.OptionsSource);
        Add(context, options.Select(static (source, _) => source is null ? null : OptionsEmitter.Emit(source)), places,
            "AppOptions", TrackingNames.OptionsProblems, TrackingNames.OptionsOutput);

        var models = inputs.Select(static (all, _) => all.Choose(FileRole.Models)).WithTrackingName(TrackingNames.ModelsSource);
        var catalog = models.Select(static (source, _) => source is null ? null : ModelsEmitter.Emit(source));
        Add(context, catalog.Select(static (made, _) => made?.Artefact), places, "Models", TrackingNames.ModelsProblems, TrackingNames.ModelsOutput);
        AddCode(context, catalog.Select(static (made, _) => made is null ? null : SessionEmitter.Emit(made.Files, made.Artefact.Source.Namespace)), "Session", TrackingNames.SessionOutput);

        AddHost(context, marks, inputs, models);
    }

    private static IncrementalValueProvider<ProjectInputs> ProjectInputs(IncrementalGeneratorInitializationContext context)
    {
        var project = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => ProjectSettings.Read(options))
            .WithTrackingName(TrackingNames.Project);
        return context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => new FileCandidate(pair.Left, InputFile.RoleOf(pair.Left, pair.Right)))
            .Select(static (candidate, token) => InputFile.Read(candidate, token))
            .Collect()
            .Select(static (all, _) => new ProjectInputs(all.OfType<InputFile>().ToEquatableArray(), ProjectSettings.Unknown))
            .Combine(project)
            .Select(static (pair, _) => pair.Left with { Project = pair.Right });
    }

    private static void AddHost(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<AppMarks> marks,
        IncrementalValueProvider<AppInputs> inputs,
        IncrementalValueProvider<FileSource?> models)
    {
        // Where things stand is left out: moving them makes nothing anew.
        var methods = marks.Select(static (found, _) => new AppMarks(null, MarkedClasses.None, found.Methods)).WithTrackingName(TrackingNames.Methods);
        var classes = marks.Select(static (found, _) => found.Classes).WithTrackingName(TrackingNames.Classes);
        var settings = classes.Combine(inputs).Select(static (pair, _) => InferenceSettings.Of(pair.Left.Inference, pair.Right.Project));
        var app = inputs.Select(static (all, _) => all.IsApp ? new HostParts(all.App, all.Project.Project.NamespaceBeside(all.App), [], new(null, null, null, false), "", all.Project.Project.DecodesImages, all.Project.Project.ServesPage, all.Project.Project.RunsOnnx) : null);

        var code = app
            .Combine(methods).Select(static (pair, _) => pair.Left is null ? null : pair.Left with { Methods = pair.Right.Methods })
            .Combine(classes.Combine(settings).Select(static (pair, _) => HostClasses.Of(pair.Left, pair.Right)))
            .Select(static (pair, _) => pair.Left is null ? null : pair.Left with { Classes = pair.Right })
            .Combine(models.Select(static (source, _) => source?.Directory ?? ""))
            .Select(static (pair, _) => pair.Left is null ? null : HostEmitter.Emit(pair.Left with { ModelsDirectory = pair.Right }));
        AddCode(context, code, "Host", TrackingNames.HostOutput);

        var problems = app.Combine(classes)
            .Select(static (pair, _) => new ProblemList(HostProblems(pair.Left, pair.Right).ToEquatableArray()))
            .Combine(settings)
            .Select(static (pair, _) => new ProblemList(pair.Left.Problems.Items.Concat(pair.Right.Problems.Items).ToEquatableArray()))
            .WithTrackingName(TrackingNames.HostProblems);
        context.RegisterSourceOutput(problems, Report);
    }

    private static IEnumerable<Problem> HostProblems(HostParts? app, MarkedClasses classes)
    {
        if (app is { App: null })
        {
            yield return ProblemKinds.NoApp.At(null, null, "No class is marked [TrainApp].", "Write [TrainApp(\"name of the framework\")] above the static class that holds the app's methods.");
        }

        if (classes.Inference is { Mistake: { } mistake } inference)
        {
            yield return ProblemKinds.InferenceClassShape.At(inference.Place.File, inference.Place.Place, $"The class marked [Inference] {mistake}.");
        }

        if (classes.TrainLogger is { Mistake: { } wrong } logger)
        {
            yield return ProblemKinds.TrainLoggerShape.At(logger.Place.File, logger.Place.Place, $"The class marked [TrainLogger] {wrong}.");
        }
    }

    private static void Add(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<Artefact?> artefact,
        IncrementalValueProvider<AppPlaces?> places,
        string thing,
        string problemsStep,
        string outputStep)
    {
        var problems = artefact.Combine(places)
            .Select(static (pair, _) => pair.Left?.Locate(pair.Right) ?? new ProblemList([]))
            .WithTrackingName(problemsStep);
        context.RegisterSourceOutput(problems, Report);
        AddCode(context, artefact.Select(static (made, _) => made?.Code), thing, outputStep);
    }

    private static void AddCode(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<string?> code, string thing, string step) =>
        context.RegisterSourceOutput(code.WithTrackingName(step), (context, text) =>
        {
            if (text is not null) context.AddSource($"TrainApp.{thing}.g.cs", SourceText.From(text, Encoding.UTF8));
        });

    private static void Report(SourceProductionContext context, ProblemList found)
    {
        foreach (var problem in found.Problems) context.ReportDiagnostic(ProblemDescriptors.ToDiagnostic(problem, problem.File, problem.Place));
    }
}
