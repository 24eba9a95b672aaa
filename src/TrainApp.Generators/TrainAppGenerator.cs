using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TrainApp.Formats;
using TrainApp.Generators.Analyzers;
using TrainApp.Generators.Diagnostics;
using TrainApp.Generators.Emit;
using TrainApp.Generators.Inputs;

namespace TrainApp.Generators;

/// <summary>
/// Makes an app's own types and its wiring of the class marked <c>[TrainApp]</c> and the three files beside it. Each file
/// becomes one output; what passes from step to step is text and records of text, so that an edit makes anew only what
/// it changes.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TrainAppGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var project = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => ProjectSettings.Read(options))
            .WithTrackingName(TrackingNames.Project);

        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => (File: pair.Left, Role: InputFile.RoleOf(pair.Left, pair.Right)))
            .Where(static candidate => candidate.Role != FileRole.None || InputFile.HasSettingsName(candidate.File.Path))
            .Select(static (candidate, token) => new InputFile(candidate.File.Path, candidate.Role, candidate.File.GetText(token)?.ToString() ?? ""))
            .Collect();

        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName("TrainApp.TrainAppAttribute", static (node, _) => node is TypeDeclarationSyntax, static (context, token) => AppClassReader.Read(context, token))
            .Collect();
        var app = declarations.Select(static (all, _) => all.FirstOrDefault()?.App).WithTrackingName(TrackingNames.App);
        var places = declarations.Select(static (all, _) => all.FirstOrDefault()?.Places).WithTrackingName(TrackingNames.Places);
        var isApp = app.Combine(files).Select(static (pair, _) => pair.Left is not null || pair.Right.Any(static file => file.Role != FileRole.None));

        var inputs = new Inputs(app, files, project, places, isApp);
        var hyperparameters = inputs.Source(FileRole.Hyperparameters, TrackingNames.HyperparametersSource);
        Add(context, inputs, hyperparameters, "Hyperparameters", TrackingNames.HyperparametersProblems, TrackingNames.HyperparametersOutput,
            Emit(hyperparameters, project, HyperparametersEmitter.Emit));

        var models = inputs.Source(FileRole.Models, TrackingNames.ModelsSource);
        var catalog = Emit(models, project, ModelsEmitter.Emit);
        Add(context, inputs, models, "Models", TrackingNames.ModelsProblems, TrackingNames.ModelsOutput, catalog.Select(static (made, _) => made.Artefact));

        var options = inputs.Source(FileRole.Options, TrackingNames.OptionsSource);
        Add(context, inputs, options, "AppOptions", TrackingNames.OptionsProblems, TrackingNames.OptionsOutput, Emit(options, project, OptionsEmitter.Emit));

        var session = catalog.Select(static (made, _) => made.Files).Combine(project).Select(static (pair, _) => SessionEmitter.Emit(pair.Left, pair.Right.Namespace));
        AddCode(context, isApp, session, "Session", TrackingNames.SessionOutput);
        AddHost(context, inputs, models);
    }

    private static void AddHost(IncrementalGeneratorInitializationContext context, Inputs inputs, IncrementalValueProvider<FileSource> models)
    {
        var methods = Marked(context, Mark.TrainStart)
            .Combine(Marked(context, Mark.ExportOnnx))
            .Combine(Marked(context, Mark.ExportTensorRt))
            .Combine(Marked(context, Mark.SampleProject))
            .Select(static (all, _) => new[] { all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right }.SelectMany(static some => some).ToEquatableArray())
            .WithTrackingName(TrackingNames.Methods);
        var inference = context.SyntaxProvider
            .ForAttributeWithMetadataName("TrainApp.InferenceAttribute", static (node, _) => node is TypeDeclarationSyntax, static (context, _) => InferenceClass.Read(context))
            .Collect()
            .Select(static (all, _) => all.FirstOrDefault())
            .WithTrackingName(TrackingNames.Inference);

        var code = inputs.App
            .Combine(methods)
            .Combine(inference.Select(static (found, _) => found is { Mistake: null } ? found.FullName : null))
            .Combine(models.Select(static (source, _) => source.Directory))
            .Select(static (all, _) => new HostParts(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right))
            .Combine(inputs.Project)
            .Select(static (pair, _) => HostEmitter.Emit(pair.Left, pair.Right.Namespace));
        AddCode(context, inputs.IsApp, code, "Host", TrackingNames.HostOutput);

        var problems = inputs.App.Combine(inputs.IsApp).Combine(inference)
            .Select(static (all, _) => (NoApp: all.Left.Right && all.Left.Left is null, Inference: all.Right is { Mistake: not null } ? all.Right : null))
            .WithTrackingName(TrackingNames.HostProblems);
        context.RegisterSourceOutput(problems, static (context, found) =>
        {
            if (found.NoApp)
            {
                var problem = ProblemKinds.NoApp.At(null, null, "No class is marked [TrainApp].", "Write [TrainApp(\"name of the framework\")] above the static class that holds the app's methods.");
                context.ReportDiagnostic(ProblemDescriptors.ToDiagnostic(problem, null, null));
            }

            if (found.Inference is { } inference)
            {
                var problem = ProblemKinds.InferenceClassShape.At(null, null, $"The class marked [Inference] {inference.Mistake}.");
                context.ReportDiagnostic(ProblemDescriptors.ToDiagnostic(problem, inference.Place.File, inference.Place.Place));
            }
        });
    }

    private static IncrementalValueProvider<ImmutableArray<MarkedMethod>> Marked(IncrementalGeneratorInitializationContext context, Mark mark) => context.SyntaxProvider
        .ForAttributeWithMetadataName($"TrainApp.{mark}Attribute", static (node, _) => node is MethodDeclarationSyntax, (context, _) => MarkedMethod.Read(context, mark))
        .Where(static method => method is not null)
        .Select(static (method, _) => method!)
        .Collect();

    private static IncrementalValueProvider<T> Emit<T>(IncrementalValueProvider<FileSource> source, IncrementalValueProvider<ProjectSettings> project, Func<FileSource, string, T> emit) =>
        source.Combine(project.Select(static (settings, _) => settings.Namespace)).Select((pair, _) => emit(pair.Left, pair.Right));

    private static void Add(
        IncrementalGeneratorInitializationContext context,
        Inputs inputs,
        IncrementalValueProvider<FileSource> source,
        string thing,
        string problemsStep,
        string outputStep,
        IncrementalValueProvider<Artefact> artefact)
    {
        var problems = artefact.Select(static (made, _) => made.Problems)
            .Combine(source)
            .Combine(inputs.Places)
            .Select(static (all, _) => all.Left.Left.Select(problem => Locate(problem, all.Left.Right, all.Right)).ToEquatableArray())
            .WithTrackingName(problemsStep);
        context.RegisterSourceOutput(problems, static (context, found) =>
        {
            foreach (var problem in found) context.ReportDiagnostic(ProblemDescriptors.ToDiagnostic(problem, problem.File, problem.Place));
        });
        AddCode(context, inputs.IsApp, artefact.Select(static (made, _) => made.Code), thing, outputStep);
    }

    private static Problem Locate(Problem problem, FileSource source, AppPlaces? places)
    {
        var (file, place) = source.Locate(problem, places);
        return problem with { File = file, Place = place };
    }

    private static void AddCode(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<bool> isApp, IncrementalValueProvider<string> code, string thing, string step)
    {
        var output = code.Combine(isApp).Select(static (pair, _) => pair.Right ? pair.Left : null).WithTrackingName(step);
        context.RegisterSourceOutput(output, (context, text) =>
        {
            if (text is not null) context.AddSource($"TrainApp.{thing}.g.cs", SourceText.From(text, Encoding.UTF8));
        });
    }

    private sealed record Inputs(
        IncrementalValueProvider<AppClass?> App,
        IncrementalValueProvider<ImmutableArray<InputFile>> Files,
        IncrementalValueProvider<ProjectSettings> Project,
        IncrementalValueProvider<AppPlaces?> Places,
        IncrementalValueProvider<bool> IsApp)
    {
        public IncrementalValueProvider<FileSource> Source(FileRole role, string step) => App.Combine(Files).Combine(Project)
            .Select((all, _) => FileSource.Choose(role, all.Left.Left, all.Left.Right, all.Right))
            .WithTrackingName(step);
    }
}
