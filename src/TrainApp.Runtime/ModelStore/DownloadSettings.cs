namespace TrainApp.ModelStore;

/// <summary>How patient a download is.</summary>
internal sealed record DownloadSettings
{
    /// <summary>After so long without a byte the connection counts as dead.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>So often in a row is it tried without a byte more than before.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>The first pause; each further one is twice as long.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longer than this no server makes it wait.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Waits.</summary>
    public Func<TimeSpan, CancellationToken, Task> WaitAsync { get; init; } = static (span, cancellationToken) => Task.Delay(span, cancellationToken);
}
