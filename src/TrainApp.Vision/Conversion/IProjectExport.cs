namespace TrainApp.Vision.Conversion;

/// <summary>Writes a whole project in another format.</summary>
internal interface IProjectExport
{
    /// <summary>The format's name on the command line.</summary>
    string Format { get; }

    /// <summary>Writes the project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="output">The folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="referenceCompatible">Whether to write what the reference writes, its peculiarities included.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">The folder cannot be written to, or the format has no compatible form.</exception>
    /// <exception cref="ProjectException">An annotation cannot be read.</exception>
    ConversionReport Export(
        Project project, string output, bool referenceCompatible, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>Makes a project of files in another format.</summary>
internal interface IProjectImport
{
    /// <summary>The format's name on the command line.</summary>
    string Format { get; }

    /// <summary>Makes the project.</summary>
    /// <param name="input">The folder of the files.</param>
    /// <param name="output">The project's folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">A file is missing or damaged, or the folder cannot be written to.</exception>
    ConversionReport Import(string input, string output, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken);
}
