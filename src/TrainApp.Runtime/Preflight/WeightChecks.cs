using System.Net.Http.Headers;
using System.Text;
using TrainApp.Findings;
using TrainApp.ModelStore;

namespace TrainApp.Preflight;

/// <summary>Files of the model that a run would download: here already, or can their servers be asked? Those on disk are the request's own matter.</summary>
internal static class WeightChecks
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <param name="model">The model of the catalog.</param>
    /// <param name="cache">Where downloads are kept.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<IReadOnlyList<Finding>> LookAsync(ModelInfo model, ModelCache cache, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = s_patience };
        List<Finding> findings = [];
        foreach (var (name, entry) in model.Files)
        {
            if (entry is null || !ModelAddress.IsAddress(entry)) continue;
            var (file, address) = ($"The file '{name}' of model '{model.Name}'", ModelAddress.Parse(entry));
            findings.Add(await cache.FindAsync(address, cancellationToken) is { } here
                ? new Finding(Finding.Ok, "weights", $"{file} was downloaded already.", Path: here)
                : await AskAsync(client, file, address, cancellationToken));
        }

        return findings;
    }

    private static async Task<Finding> AskAsync(HttpClient client, string file, ModelAddress address, CancellationToken cancellationToken)
    {
        const string Hint = "A run tries again when it downloads; without the network, put the file beside the app and name its path.";
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Head, address.Request);
            if (address.Login is { } login) question.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
            using var answer = await client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode
                ? new Finding(Finding.Ok, "weights", $"{file} can be downloaded: {address.Shown}")
                : new Finding(Finding.Warning, "weights", FormattableString.Invariant($"{file} may not be there: {address.Shown} answers {(int)answer.StatusCode}."), Hint);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Finding(Finding.Warning, "weights", $"{file} cannot be asked for: {address.Shown}: {(e is OperationCanceledException ? "no answer" : e.Message)}", Hint);
        }
    }
}
