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
/// <remarks>
/// Every step yields a class, and pairs are made into one at once: the compiler's own tables are compiled ahead of time for
/// classes alone, and each further value type would cost milliseconds in every build.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class TrainAppGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declaration = context.SyntaxProvider
            .ForAttributeWithMetadataName("TrainApp.TrainAppAttribute", static (node, _) => node is TypeDeclarationSyntax, static (context, token) => AppClassReader.Read(context, token))
            .Collect()
            .Select(static (all, _) => all.FirstOrDefault());
        var places = declaration.Select(static (found, _) => found?.Places).WithTrackingName(TrackingNames.Places);
        var inputs = declaration.Select(static (found, _) => found?.App).WithTrackingName(TrackingNames.App)
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

        AddHost(context, inputs, models);
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
            .Combine(project)
            .Select(static (pair, _) => new ProjectInputs(pair.Left.OfType<InputFile>().ToEquatableArray(), pair.Right));
    }

    private static void AddHost(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<AppInputs> inputs, IncrementalValueProvider<FileSource?> models)
    {
        var methods = Join(Join(Marked(context, Mark.TrainStart), Marked(context, Mark.ExportOnnx)), Join(Marked(context, Mark.ExportTensorRt), Marked(context, Mark.SampleProject)))
            .WithTrackingName(TrackingNames.Methods);
        var inference = context.SyntaxProvider
            .ForAttributeWithMetadataName("TrainApp.InferenceAttribute", static (node, _) => node is TypeDeclarationSyntax, static (context, _) => InferenceClass.Read(context))
            .Collect()
            .Select(static (all, _) => all.FirstOrDefault())
            .WithTrackingName(TrackingNames.Inference);
        var app = inputs.Select(static (all, _) => all.IsApp ? new HostParts(all.App, all.Project.Project.NamespaceBeside(all.App), [], null, "") : null);

        var code = app
            .Combine(methods).Select(static (pair, _) => pair.Left is null ? null : pair.Left with { Methods = pair.Right.Methods })
            .Combine(inference.Select(static (found, _) => found is { Mistake: null } ? found.FullName : null))
            .Select(static (pair, _) => pair.Left is null ? null : pair.Left with { Inference = pair.Right })
            .Combine(models.Select(static (source, _) => source?.Directory ?? ""))
            .Select(static (pair, _) => pair.Left is null ? null : HostEmitter.Emit(pair.Left with { ModelsDirectory = pair.Right }));
        AddCode(context, code, "Host", TrackingNames.HostOutput);

        var problems = app.Combine(inference)
            .Select(static (pair, _) => new ProblemList(HostProblems(pair.Left, pair.Right).ToEquatableArray()))
            .WithTrackingName(TrackingNames.HostProblems);
        context.RegisterSourceOutput(problems, Report);
    }

    private static IEnumerable<Problem> HostProblems(HostParts? app, InferenceClass? inference)
    {
        if (app is { App: null })
        {
            yield return ProblemKinds.NoApp.At(null, null, "No class is marked [TrainApp].", "Write [TrainApp(\"name of the framework\")] above the static class that holds the app's methods.");
        }

        if (inference is { Mistake: { } mistake })
        {
            yield return ProblemKinds.InferenceClassShape.At(inference.Place.File, inference.Place.Place, $"The class marked [Inference] {mistake}.");
        }
    }

    private static IncrementalValueProvider<MethodList> Marked(IncrementalGeneratorInitializationContext context, Mark mark) => context.SyntaxProvider
        .ForAttributeWithMetadataName($"TrainApp.{mark}Attribute", static (node, _) => node is MethodDeclarationSyntax, (context, _) => MarkedMethod.Read(context, mark))
        .Collect()
        .Select(static (all, _) => new MethodList(all.OfType<MarkedMethod>().ToEquatableArray()));

    private static IncrementalValueProvider<MethodList> Join(IncrementalValueProvider<MethodList> some, IncrementalValueProvider<MethodList> others) =>
        some.Combine(others).Select(static (pair, _) => new MethodList(pair.Left.Methods.Items.AddRange(pair.Right.Methods.Items).ToEquatableArray()));

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
