using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>Makes a project of COCO files: a dataset per file, its images copied.</summary>
internal sealed class CocoImport : IProjectImport
{
    public string Format => "coco";

    public ConversionReport Import(string input, string output, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        OutputPlace.RequireOutside(input, output);
        var sources = CocoImportFile.Find(input);
        using var project = new ProjectWriter(output);
        return new Work(project, progress, cancellationToken).Run(sources);
    }

    /// <summary>One import.</summary>
    private sealed class Work(ProjectWriter project, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        private readonly DropCounter _drops = new();
        private int _done;
        private int _objects;
        private bool _hasCaptions;

        public ConversionReport Run(IReadOnlyList<CocoImportFile> sources)
        {
            var indices = sources.Select(source => CocoIndex.Read(source.Path, cancellationToken)).ToList();
            var classes = new ImportedClasses(indices);
            var total = indices.Sum(index => index.Images.Count);
            for (var i = 0; i < sources.Count; i++) AddDataset(sources[i], indices[i], classes, total);
            return new(_done, _objects, _drops.ToList(), project.Commit(classes.ToMeta(_hasCaptions)));
        }

        private void AddDataset(CocoImportFile source, CocoIndex index, ImportedClasses classes, int total)
        {
            var captions = source.Captions is { } path ? ReadCaptions(path) : [];
            _hasCaptions |= captions.Count > 0;
            var dataset = project.AddDataset(source.Dataset);
            var labels = new ImportedLabels(index, classes, _drops);
            using var file = File.OpenHandle(source.Path);
            OrderedWork.Run(
                Places(source, index, dataset),
                item => Write(item, index, labels, file, captions),
                objects =>
                {
                    _objects += objects;
                    _done++;
                    progress?.Report(new(_done, total));
                },
                cancellationToken);
        }

        /// <summary>Where images lie and where they go; names are given in the order of the file.</summary>
        private List<Item> Places(CocoImportFile source, CocoIndex index, DatasetPlace dataset)
        {
            var files = index.Images.ConvertAll(image => source.ImageFolders.Select(folder => Path.Combine(folder, image.FileName)).FirstOrDefault(File.Exists));
            if (files.TrueForAll(file => file is null)) _drops.Add("image file", "it was not found; the project holds annotations alone", files.Count);
            else if (files.IndexOf(null) is >= 0 and var missing)
                throw new ConversionException($"The image '{index.Images[missing].FileName}' is not in '{string.Join("', '", source.ImageFolders)}'; others of '{source.Path}' are.", source.Path);
            var items = new List<Item>(files.Count);
            for (var i = 0; i < files.Count; i++)
            {
                if (DatasetScanner.IsImage(index.Images[i].FileName)) items.Add(new(i, files[i], dataset.AddImage(index.Images[i].FileName)));
                else _drops.Add("image", "a project takes no files of its kind");
            }

            return items;
        }

        /// <summary>Writes an image and its objects.</summary>
        /// <returns>The number of objects.</returns>
        private static int Write(Item item, CocoIndex index, ImportedLabels labels, Microsoft.Win32.SafeHandles.SafeFileHandle file, Dictionary<long, List<string>> captions)
        {
            var image = index.Images[item.Index];
            var places = index.AnnotationsOf(item.Index);
            var all = new List<Label>(places.Count);
            var objects = 0;
            foreach (var place in places)
            {
                var utf8 = new byte[place.Length];
                if (RandomAccess.Read(file, utf8, place.Offset) < utf8.Length) throw new ConversionException("The file became shorter while it was read.", index.Path);
                var read = labels.Read(utf8, place, image);
                if (read.Count > 0) objects++;
                all.AddRange(read);
            }

            var annotation = new Annotation
            {
                Width = image.Width,
                Height = image.Height,
                Labels = all,
                Tags = [.. (captions.GetValueOrDefault(image.Id) ?? []).Select(text => new Tag(CocoCaptions.TagName, text))],
            };
            ProjectWriter.Write(item.Place, annotation, item.Source);
            return objects;
        }

        private Dictionary<long, List<string>> ReadCaptions(string path)
        {
            var captions = new Dictionary<long, List<string>>();
            var lists = new JsonLists(path);
            lists.Read(["annotations"], (_, utf8, offset) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                var reader = new Utf8JsonReader(utf8);
                var item = JsonElement.ParseValue(ref reader);
                if (item.Integer("image_id") is not { } image || item.Text("caption") is not { } text) throw lists.Malformed("A caption has no 'image_id' or no text 'caption'.", offset);
                if (captions.TryGetValue(image, out var texts)) texts.Add(text);
                else captions.Add(image, [text]);
            });
            return captions;
        }

        /// <summary>An image on its way into the project.</summary>
        /// <param name="Index">Its place in the file.</param>
        /// <param name="Source">The image file, if there is one.</param>
        /// <param name="Place">Where it goes.</param>
        private sealed record Item(int Index, string? Source, ImagePlace Place);
    }
}
