using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>One run that ended well, made once for the tests that look at it.</summary>
public sealed class CompletedRun : IAsyncLifetime
{
    internal TestWorkspace Workspace { get; } = new();

    internal AppResult Result { get; private set; } = null!;

    internal string Artifacts { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Result = await Workspace.RunAsync("train", "--json", "--set", "optimizer.lr=0.25", "--seed", "7", "--split", "datasets:train=garden,val=market", "--classes", "pear,apple", "--model", "small");
        Artifacts = Result.Json.GetProperty("artifacts").GetString()!;
    }

    public ValueTask DisposeAsync() => Workspace.DisposeAsync();

    internal JsonElement Artifact(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Artifacts, name))).RootElement;
}
