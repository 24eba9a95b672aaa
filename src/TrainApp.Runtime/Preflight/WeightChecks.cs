using TrainApp.Findings;

namespace TrainApp.Preflight;

/// <summary>Files of the model: those on disk are there, those behind an address can be asked for.</summary>
internal static class WeightChecks
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <param name="model">The model.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<IReadOnlyList<Finding>> LookAsync(ModelInfo model, string directory, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = s_patience };
        List<Finding> findings = [];
        foreach (var (name, entry) in model.Files)
        {
            if (entry is null) continue;
            findings.Add(entry.Contains("://", StringComparison.Ordinal)
                ? await AskAsync(client, model, name, entry, cancellationToken)
                : Find(model, name, Path.GetFullPath(entry, Path.GetFullPath(directory))));
        }

        return findings;
    }

    private static Finding Find(ModelInfo model, string name, string path) => Path.Exists(path)
        ? new Finding(Finding.Ok, "weights", $"The file '{name}' of model '{model.Name}' is there.", Path: path)
        : new Finding(Finding.Error, "weights", $"The file '{name}' of model '{model.Name}' is not there.", "Put it there, or correct the entry in models.json.", path);

    private static async Task<Finding> AskAsync(HttpClient client, ModelInfo model, string name, string address, CancellationToken cancellationToken)
    {
        const string Hint = "A run tries again when it downloads; without the network, put the file beside the app and name its path.";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return new Finding(Finding.Error, "weights", $"The file '{name}' of model '{model.Name}' has an address that is none: {address}", "Correct the entry in models.json.");
        // A name and a password in an address are nobody's business.
        var shown = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Head, uri);
            using var answer = await client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode
                ? new Finding(Finding.Ok, "weights", $"The file '{name}' of model '{model.Name}' can be downloaded: {shown}")
                : new Finding(Finding.Warning, "weights", FormattableString.Invariant($"The file '{name}' of model '{model.Name}' may not be there: {shown} answers {(int)answer.StatusCode}."), Hint);
        }
        catch (Exception e) when (e is HttpRequestException or NotSupportedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Finding(Finding.Warning, "weights", $"The file '{name}' of model '{model.Name}' cannot be asked for: {shown}: {(e is OperationCanceledException ? "no answer" : e.Message)}", Hint);
        }
    }
}
