namespace TrainApp.Hosting;

/// <summary>The page and the HTTP API cannot be served.</summary>
/// <param name="code">What it is about, in a word.</param>
/// <param name="message">What is wrong.</param>
/// <param name="hint">What to do.</param>
internal sealed class ServerStartException(string code, string message, string hint) : Exception(message)
{
    public const string PortTaken = "port-taken";

    public string Code => code;

    public string Hint => hint;
}
