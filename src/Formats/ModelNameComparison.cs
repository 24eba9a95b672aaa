namespace TrainApp.Formats;

/// <summary>
/// Compares the names of columns and files between models: a name that some models have, where others have one that it
/// resembles and none has both, is one name in two spellings. Names of fewer than four letters are let be.
/// </summary>
internal static class ModelNameComparison
{
    private const int ShortName = 4, ManyNames = 500;

    public static IEnumerable<Problem> Compare(IReadOnlyList<CatalogModel> models, string? file) =>
        Compare(models, file, "column", static model => model.Columns.Select(static column => (column.Name, column.NamePlace)))
            .Concat(Compare(models, file, "file", static model => model.Files.Select(static item => (item.Name, item.NamePlace))));

    private static IEnumerable<Problem> Compare(
        IReadOnlyList<CatalogModel> models, string? file, string what, Func<CatalogModel, IEnumerable<(string Name, Place Place)>> namesOf)
    {
        var holders = models.SelectMany(model => namesOf(model).Select(name => (Model: model, name.Name, name.Place)))
            .Where(static holder => holder.Name.Length >= ShortName)
            .GroupBy(static holder => holder.Name, StringComparer.Ordinal)
            .ToList();
        if (holders.Count > ManyNames) yield break;
        foreach (var rare in holders)
        {
            var usual = holders
                .Where(other => other.Count() >= rare.Count() && other.Count() < models.Count && NearestName.Resembles(rare.Key, other.Key))
                .FirstOrDefault(other => !other.Select(static holder => holder.Model).Intersect(rare.Select(static holder => holder.Model)).Any());
            if (usual is null) continue;
            foreach (var (model, name, place) in rare)
            {
                yield return ProblemKinds.MisspeltModelName.At(
                    file, place, $"Model '{model.Name}' has the {what} '{name}', where model '{usual.First().Model.Name}' has '{usual.Key}'. Did you mean '{usual.Key}'?");
            }
        }
    }
}
