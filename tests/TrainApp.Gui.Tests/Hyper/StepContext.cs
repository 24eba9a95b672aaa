using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using TrainApp.Files;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Hosting;

namespace TrainApp.Gui.Tests.Hyper;

/// <summary>Steps of the page alone, of an app that a test makes up; its workspace goes with the test.</summary>
internal sealed class StepContext : BunitContext
{
    public const string Yaml = """
        epochs: 70  # [1, 1000] rounds over the data
        batch_size: 16  # >= 1
        warmup:  # int?
        optimizer:
          # How weights are moved.
          type: AdamW  # SGD | AdamW
          betas: [0.9, 0.999]
        use_ema: true
        note: "a # b"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("trainapp-").FullName;

    public StepContext(string yaml = Yaml, AppOptions? options = null)
    {
        App = new AppDescription
        {
            FrameworkName = "Made up",
            Models = [new ModelInfo { Name = "Tiny", TaskType = "object detection" }],
            Hyperparameters = new HyperparameterSource("hyperparameters.yaml", yaml, values => values),
            Options = options ?? new AppOptions(),
            Train = (_, _) => throw new NotSupportedException(),
        };
        var workspace = Workspace.Locate(_folder, null);
        workspace.Create();
        Services.AddSingleton(new AppService(App, workspace, TimeProvider.System));
        Services.AddDraft();
        Services.AddSingleton<IJSRuntime>(new NoScripts());
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public AppDescription App { get; }

    public Draft Draft => Services.GetRequiredService<Draft>();

    /// <summary>The YAML that the draft stands for.</summary>
    public string Text => HyperparameterForms.Of(App.Hyperparameters).Of(Draft.Request).Text;

    /// <summary>Draws a step for the draft, or for what was set up otherwise.</summary>
    public IRenderedComponent<T> Show<T>(RunSetup? setup = null)
        where T : IComponent => Render<T>(parameters => parameters.AddCascadingValue(setup ?? Draft));

    /// <summary>The control that a label names.</summary>
    public static IElement Field<T>(IRenderedComponent<T> shown, string key)
        where T : IComponent
    {
        var label = shown.FindAll(".hl label").Single(found => found.TextContent.Trim() == key);
        return shown.Find($"#{label.GetAttribute("for")}");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A browser that gets none of the scripts: the text area has to do.</summary>
    private sealed class NoScripts : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) => throw new JSException($"{identifier} is not there.");

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);
    }
}
