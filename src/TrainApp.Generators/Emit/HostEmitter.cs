using TrainApp.Generators.Contract;
using TrainApp.Generators.Inputs;
using TrainApp.Generators.Naming;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Emit;

/// <summary>What the wiring is made of.</summary>
/// <param name="App">The app's class, or null.</param>
/// <param name="Namespace">The namespace of the wiring.</param>
/// <param name="Methods">The methods with a job.</param>
/// <param name="Classes">The classes that can be made.</param>
/// <param name="ModelsDirectory">Folder of the model list as seen from the project.</param>
/// <param name="DecodesImages">Whether the app can decode image files.</param>
/// <param name="ServesPage">Whether the app can serve the page.</param>
/// <param name="RunsOnnx">Whether the app can run exported models.</param>
internal sealed record HostParts(AppClass? App, string Namespace, EquatableArray<MarkedMethod> Methods, HostClasses Classes, string ModelsDirectory, bool DecodesImages, bool ServesPage, bool RunsOnnx);

/// <summary>Classes that the wiring makes.</summary>
/// <param name="Inference">The inference class, with <c>global::</c>, or null.</param>
/// <param name="Settings">Its settings as a value in C#; null without.</param>
/// <param name="TrainLogger">The train logger, or null.</param>
/// <param name="LoggerTakesNothing">Whether its constructor takes nothing.</param>
internal sealed record HostClasses(string? Inference, string? Settings, string? TrainLogger, bool LoggerTakesNothing)
{
    public static HostClasses Of(MarkedClasses found, InferenceSettings settings) => new(
        found.Inference is { Mistake: null } inference ? inference.FullName : null,
        settings.Code,
        found.TrainLogger is { Mistake: null } logger ? logger.FullName : null,
        found.TrainLogger is { TakesNothing: true });
}

/// <summary>Writes the wiring between the host and the app's methods: direct calls.</summary>
internal static class HostEmitter
{
    public static string Emit(HostParts parts)
    {
        var writer = SourceWriter.File(parts.Namespace);
        writer.OpenType("Runs the app.", "public static class TrainAppHost");
        writer.Summary("What the app consists of.");
        if (parts.App is { } app)
        {
            WriteDescription(writer, parts, app);
        }
        else
        {
            writer.Line("public static global::TrainApp.Hosting.AppDescription Description => throw new global::System.InvalidOperationException(\"No class is marked [TrainApp].\");");
        }

        var verbs = parts.DecodesImages ? "global::TrainApp.VisionVerbs.All" : "null";
        writer.Line();
        writer.Summary("Runs the verb in the arguments to its end.");
        writer.Line("/// <returns>The exit code: 0 done, 1 failed, 2 wrong request, 3 degraded, 4 stopped, 5 refused.</returns>");
        writer.Line("public static global::System.Threading.Tasks.Task<int> RunAsync(string[] args, global::System.Threading.CancellationToken cancellationToken = default) =>");
        writer.Line($"    global::TrainApp.CommandLine.TrainAppRunner.RunAsync(Description, args, null, {verbs}, cancellationToken);");
        writer.Line();
        writer.Summary("Runs the verb in the arguments to its end; a training starts from an app state, unless the verb names another one.");
        writer.Line("/// <returns>The exit code: 0 done, 1 failed, 2 wrong request, 3 degraded, 4 stopped, 5 refused.</returns>");
        writer.Line("public static global::System.Threading.Tasks.Task<int> RunAsync(string[] args, string appState, global::System.Threading.CancellationToken cancellationToken = default) =>");
        writer.Line($"    global::TrainApp.CommandLine.TrainAppRunner.RunAsync(Description, args, appState, {verbs}, cancellationToken);");
        WriteRuns(writer);
        if (parts.Classes.Inference is { } inference) WriteLoadModel(writer, inference, parts.Classes.Settings);
        writer.Close();
        return writer.ToString();
    }

    private static void WriteRuns(SourceWriter writer)
    {
        writer.Line();
        writer.Summary("Starts a run from code, and returns when its own process works on it. Main has to hand the verb 'worker' on to RunAsync.");
        writer.Line("/// <param name=\"request\">What is asked for; what is null has its default.</param>");
        writer.Line("/// <param name=\"workspace\">The workspace; without it the environment's, the app's, or ./trainapp-data.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Calls the start off; a run that was made goes on.</param>");
        writer.Line("/// <exception cref=\"global::TrainApp.WrongRequestException\">The request is wrong: every mistake, and nothing was started.</exception>");
        writer.Line("/// <exception cref=\"global::TrainApp.DeviceTakenException\">Another run works on a device; nothing was started.</exception>");
        writer.Line("public static global::System.Threading.Tasks.Task<global::TrainApp.RunHandle> StartAsync(global::TrainApp.TrainRequest request, string? workspace = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
        writer.Line("    global::TrainApp.Control.AppRuns.StartAsync(Description, request, workspace, cancellationToken);");
        writer.Line();
        writer.Summary("Finds a run, whoever started it.");
        writer.Line("/// <param name=\"run\">Its number or name, or 'latest'.</param>");
        writer.Line("/// <param name=\"workspace\">The workspace; without it the environment's, the app's, or ./trainapp-data.</param>");
        writer.Line("/// <exception cref=\"global::System.Collections.Generic.KeyNotFoundException\">There is no such run.</exception>");
        writer.Line("public static global::TrainApp.RunHandle OpenRun(string run, string? workspace = null) => global::TrainApp.Control.AppRuns.Open(Description, run, workspace);");
    }

    private static void WriteLoadModel(SourceWriter writer, string name, string? settings)
    {
        writer.Line();
        writer.Summary(settings is null ? "Loads a trained model for prediction." : "Loads a trained model for prediction; what the context does not set is as in the file of settings.");
        writer.Line($"public static global::TrainApp.InferenceModel LoadModel(global::TrainApp.InferenceContext context) => new {name}({(settings is null ? "context" : "context.WithDefaults(s_settings)")}) {{ ForwardBy = context.ForwardBy }};");
        if (settings is null) return;
        writer.Line();
        writer.Line($"private static readonly global::System.Collections.Generic.IReadOnlyDictionary<string, object?> s_settings = {settings};");
    }

    private static void WriteDescription(SourceWriter writer, HostParts parts, AppClass app)
    {
        writer.Open("public static global::TrainApp.Hosting.AppDescription Description { get; } = new()");
        writer.Line($"FrameworkName = {Literal.Text(app.FrameworkName)},");
        writer.Line("AssemblyName = typeof(TrainAppHost).Assembly.GetName().Name,");
        writer.Line("Models = Models.All,");
        if (parts.ModelsDirectory.Length > 0) writer.Line($"ModelsDirectory = {Literal.Text(parts.ModelsDirectory)},");
        writer.Line("Hyperparameters = new(HyperparametersSource.FileName, HyperparametersSource.Text, HyperparametersSource.Bind),");
        writer.Line("Options = AppOptionsSource.Value,");
        if (app.WorkDirectory is { } workspace) writer.Line($"WorkDirectory = {Literal.Text(workspace)},");
        writer.Line($"Train = {Train(Find(AppMark.TrainStart))},");
        if (parts.Classes.TrainLogger is { } logger) writer.Line($"CreateLogger = static train => new {logger}({(parts.Classes.LoggerTakesNothing ? "" : "train")}),");
        WriteExport("ExportOnnx", AppMark.ExportOnnx);
        WriteExport("ExportTensorRt", AppMark.ExportTensorRt);
        if (parts.Classes.Inference is not null) writer.Line("HasInferenceModel = true,");
        if (parts is { Classes.Inference: not null, DecodesImages: true }) WriteEvaluate(writer, parts);
        if (Find(AppMark.SampleProject) is { } sample) writer.Line($"DrawSampleProject = {Sample(sample)},");
        if (parts.DecodesImages) writer.Line("DecodeImage = static path => _ = global::TrainApp.ImageFrame.Load(path),");
        if (parts.DecodesImages) writer.Line("DrawThumbnail = static request => global::TrainApp.Thumbnail.Draw(request),");
        if (parts.DecodesImages) writer.Line("MakeExperimentPage = static page => global::TrainApp.ExperimentReport.Make(page),");
        if (parts.ServesPage) writer.Line("Serve = static (app, settings, stop) => global::TrainApp.Gui.Serving.GuiServer.RunAsync(app, settings, stop),");
        writer.Close("};");

        MarkedMethod? Find(AppMark mark) => parts.Methods.FirstOrDefault(method => method.Mark == mark && method.Owner == app.FullName);

        void WriteExport(string property, AppMark mark)
        {
            if (Find(mark) is { } export) writer.Line($"{property} = {Export(export)},");
        }
    }

    private static void WriteEvaluate(SourceWriter writer, HostParts parts)
    {
        var settings = parts.Classes.Settings is null ? "null" : "s_settings";
        var onnx = parts.RunsOnnx ? "static file => new global::TrainApp.OnnxSession(file)" : "null";
        writer.Line($"Evaluate = static (request, stop) => global::TrainApp.ModelEvaluation.RunAsync(LoadModel, {settings}, {onnx}, request, stop),");
        if (parts.RunsOnnx) writer.Line("EvaluatesOnnx = true,");
    }

    private static string Train(MarkedMethod? method) => method switch
    {
        null => "static (train, stop) => throw new global::System.InvalidOperationException(\"No method of the app is marked [TrainStart].\")",
        { IsCallable: false } => $"static (train, stop) => {NotCallable(method)}",
        { IsTask: true } => $"static (train, stop) => {Call(method)}",
        _ => $"static (train, stop) => global::System.Threading.Tasks.Task.FromResult({Call(method)})",
    };

    private static string Export(MarkedMethod method)
    {
        var path = method.ReturnsFileInfo ? ".FullName" : "";
        return method switch
        {
            { IsCallable: false } => $"static (train, experiment, stop) => {NotCallable(method)}",
            { IsTask: true, ReturnsFileInfo: false } => $"static (train, experiment, stop) => {Call(method)}",
            { IsTask: true } => $"static async (train, experiment, stop) => (await {Call(method)}){path}",
            _ => $"static (train, experiment, stop) => global::System.Threading.Tasks.Task.FromResult({Call(method)}{path})",
        };
    }

    private static string Sample(MarkedMethod method) => method switch
    {
        { IsCallable: false } => $"static (directory, stop) => {NotCallable(method)}",
        { IsTask: true } => $"static (directory, stop) => {Call(method)}",
        _ => $"static (directory, stop) => {{ {Call(method)}; return global::System.Threading.Tasks.Task.CompletedTask; }}",
    };

    private static string Call(MarkedMethod method) => $"{method.Owner}.{method.Name}({method.Arguments})";

    private static string NotCallable(MarkedMethod method) =>
        $"throw new global::System.InvalidOperationException({Literal.Text($"The method '{method.Name}' marked [{method.Mark}] has a signature that the app cannot call.")})";
}
