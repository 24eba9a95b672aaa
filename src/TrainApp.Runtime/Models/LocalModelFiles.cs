namespace TrainApp;

/// <summary>Turns the file entries of a model into local paths.</summary>
internal static class LocalModelFiles
{
    /// <summary>Relative paths start at the folder of the model list.</summary>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="NotSupportedException">A file is an address.</exception>
    public static ModelFiles Resolve(ModelInfo model, string directory)
    {
        var paths = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in model.Files)
        {
            if (value is null)
            {
                paths[name] = null;
                continue;
            }

            if (value.Contains("://", StringComparison.Ordinal))
                throw new NotSupportedException($"The file '{name}' of model '{model.Name}' is an address ({value}); downloads are not offered yet. Put the file beside the app and name its path.");
            var path = Path.GetFullPath(value, Path.GetFullPath(directory));
            paths[name] = Path.Exists(path) ? path : throw new FileNotFoundException($"The file '{name}' of model '{model.Name}' is not there: '{path}'.", path);
        }

        return new ModelFiles(paths);
    }
}
