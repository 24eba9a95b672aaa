namespace TrainApp.Engine.Tests.Support;

/// <summary>Waits for what another process will do; only a process that hangs makes it give up.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(90);

    public static async Task IsTrueAsync(Func<bool> condition, string what, TimeSpan? pause = null)
    {
        using var limit = new CancellationTokenSource(s_longest);
        while (!condition())
        {
            if (limit.IsCancellationRequested) Assert.Fail($"It never came to this: {what}.");
            await Task.Delay(pause ?? TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }
    }
}
