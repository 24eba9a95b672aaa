using System.Globalization;
using TrainApp.Hosting;
using TrainApp.Tuning;

namespace TrainApp.Requests;

/// <summary>The hyperparameters that a request means: the app's, with a file's and single values over them.</summary>
internal static class HyperparameterChoice
{
    /// <param name="app">The app.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="origin">Where a text stands that was read from an app state; its own lines and columns are said beside.</param>
    /// <param name="problems">Receives mistakes.</param>
    /// <returns>The text of the hyperparameters; null when the file cannot be read.</returns>
    public static string? Check(AppDescription app, TrainRequest request, RequestOrigin? origin, RequestProblems problems)
    {
        var given = request.HyperparametersText;
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
        problems.Add(resolution.Problems.Select(problem => origin is not null && problem is { File: null, Place: { } place }
            ? problem with { File = origin.File, Place = origin.Place, Message = string.Create(CultureInfo.InvariantCulture, $"{problem.Message} (Line {place.Line}, column {place.Column} of the hyperparameters.)") }
            : problem));
        return resolution.Text;
    }
}
