using TrainApp.Vision.Conversion.Coco;

namespace TrainApp;

/// <summary>Projects made of files in other formats.</summary>
public static partial class ProjectImport
{
    /// <summary>
    /// Makes a project of COCO files: a dataset per file, images copied. Segmentations become masks of the pixels that COCO's own
    /// tools see, several rings of one object one mask; boxes become rectangles, key points graphs, a visibility of 1 a
    /// hidden node; crowds get the tag <c>iscrowd</c>. Captions beside a file become image tags. A dataset has the name of its file without
    /// <c>instances_</c>, and a number behind it where another file has that name already.
    /// </summary>
    /// <param name="input">A folder: its own <c>*.json</c> and those in folders named <c>annotations</c> are read; or one file. Images are looked for in <c>images</c> beside <c>annotations</c>, in a folder of the file's split, and beside the file.</param>
    /// <param name="output">The project's folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">A file is missing or damaged: the message says where; or the output cannot be written to.</exception>
    public static ConversionReport FromCoco(string input, string output, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        return new CocoImport().Import(input, output, progress, cancellationToken);
    }
}
