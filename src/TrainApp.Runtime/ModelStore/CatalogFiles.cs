namespace TrainApp.ModelStore;

/// <summary>The files of an entry of <c>models.json</c>: paths, and addresses that are downloaded.</summary>
/// <param name="directory">The folder of the model list, where relative paths start.</param>
internal sealed class CatalogFiles(string directory)
{
    private readonly string _directory = Path.GetFullPath(directory);

    /// <summary>What is wrong with the files of a model as far as it can be seen without asking a server, in whole sentences.</summary>
    public IEnumerable<string> Mistakes(ModelInfo model)
    {
        foreach (var (name, entry) in model.Files)
        {
            if (entry is null) continue;
            var mistake = ModelAddress.IsAddress(entry) ? MistakeInAddress(entry) : Path.Exists(PathOf(entry)) ? null : $"'{PathOf(entry)}' does not exist";
            if (mistake is not null) yield return $"The file '{name}' of the model '{model.Name}' cannot be had: {mistake}.";
        }
    }

    /// <summary>Brings every file of a model to a local path.</summary>
    /// <exception cref="ModelFileException">A file cannot be had.</exception>
    public async Task<ModelFiles> ResolveAsync(ModelInfo model, ModelDownload download, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        if (Mistakes(model).FirstOrDefault() is { } mistake) throw new ModelFileException(mistake, "Correct the entry in models.json, or put the file there.");
        var paths = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, entry) in model.Files)
        {
            paths[name] = entry is null ? null
                : ModelAddress.IsAddress(entry) ? await download.FetchAsync(model.Name, name, ModelAddress.Parse(entry), progress, cancellationToken)
                : PathOf(entry);
        }

        return new ModelFiles(paths);
    }

    private static string? MistakeInAddress(string entry)
    {
        try
        {
            _ = ModelAddress.Parse(entry);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private string PathOf(string entry) => Path.GetFullPath(entry, _directory);
}
