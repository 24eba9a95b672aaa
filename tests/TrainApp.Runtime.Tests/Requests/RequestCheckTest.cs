using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Requests;

namespace TrainApp.Tests.Requests;

/// <summary>What the tests of requests have in common: an app, a workspace, and a check.</summary>
public abstract class RequestCheckTest : IDisposable
{
    public void Dispose()
    {
        Temporary.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected TemporaryFolder Temporary { get; } = new();

    private protected Workspace Workspace => Workspace.Locate(Temporary["workspace"], null);

    private protected async Task<(CheckedRequest? Request, IReadOnlyList<Problem> Problems, IReadOnlyList<string> Notes)> CheckAsync(
        TrainRequest request, AppOptions? options = null, params string[] tasks)
    {
        string[] all = tasks.Length == 0 ? ["object detection"] : tasks;
        var app = new AppDescription
        {
            FrameworkName = "Tests",
            Models = [.. all.Select((task, i) => new ModelInfo { Name = $"Model {i + 1}", TaskType = task })],
            Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1\n", values => values),
            Options = options ?? new AppOptions(),
            Train = (_, _) => throw new InvalidOperationException("A check starts nothing."),
        };
        Workspace.Create();
        var checker = new RequestChecker(app, Workspace);
        var accepted = await checker.CheckAsync(request with { Project = request.Project ?? Temporary["p"] }, TestContext.Current.CancellationToken);
        return (accepted, checker.Problems, checker.Notes);
    }
}
