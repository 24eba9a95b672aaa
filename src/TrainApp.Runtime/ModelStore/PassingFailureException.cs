namespace TrainApp.ModelStore;

/// <summary>A try of a download failed in a way that may pass.</summary>
/// <param name="cause">The cause, as the end of a sentence.</param>
/// <param name="wait">How long the server asks to be left alone.</param>
internal sealed class PassingFailureException(string cause, TimeSpan? wait = null) : Exception(cause)
{
    public TimeSpan? Wait { get; } = wait;
}
