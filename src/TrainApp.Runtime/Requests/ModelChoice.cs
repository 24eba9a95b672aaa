using TrainApp.Hosting;

namespace TrainApp.Requests;

/// <summary>The model that a request means.</summary>
internal static class ModelChoice
{
    /// <returns>Null when there is no such model.</returns>
    public static ModelInfo? Check(AppDescription app, string? name, RequestProblems problems)
    {
        name ??= app.Options.ModelSelector.DefaultModel;
        if (name is null)
        {
            if (app.Models is [var first, ..]) return first;
            problems.Error("TRAIN610", "The app's models.json lists no model.");
            return null;
        }

        if (app.Models.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        problems.Unknown("TRAIN611", $"There is no model '{name}'.", name, app.Models.Select(model => model.Name));
        return null;
    }
}
