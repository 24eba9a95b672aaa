using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>A run whose checkpoints lie outside its output, made once and never cut.</summary>
public sealed class UndisturbedRun : IAsyncLifetime
{
    private readonly TestWorkspace _workspace = new();

    internal AppResult Result { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Result = await _workspace.TrainAsync("returns=elsewhere");
        Assert.Equal("completed", Result.State);
    }

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();
}
