using TrainApp.Hosting;
using TrainApp.Tuning;

namespace TrainApp.Requests;

/// <summary>The hyperparameters that a request means: the app's, with a file's and single values over them.</summary>
internal static class HyperparameterChoice
{
    /// <returns>The text of the hyperparameters; null when the file cannot be read.</returns>
    public static string? Check(AppDescription app, TrainRequest request, RequestProblems problems)
    {
        string? given = null;
        if (request.Hyperparameters is { } file)
        {
            try
            {
                given = File.ReadAllText(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Error("TRAIN617", $"The hyperparameters file '{file}' cannot be read: {e.Message}");
                return null;
            }
        }

        var resolution = HyperparameterResolver.Resolve(app.Hyperparameters, given, request.Hyperparameters, [.. request.Set ?? new Dictionary<string, string>()]);
        problems.Add(resolution.Problems);
        return resolution.Text;
    }
}
