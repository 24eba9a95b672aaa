using System.Collections.Concurrent;

namespace TrainApp.Inspection;

/// <summary>Counts a part of a dataset; parts are added up.</summary>
internal sealed class StatisticsCounter
{
    private readonly Dictionary<string, int> _places;
    private readonly int[] _imagesOfClass;
    private readonly int[] _objectsOfClass;
    private readonly ImageItem?[] _latestImageOfClass;
    private readonly Dictionary<string, (int Images, int Objects)> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Width, int Height), int> _sizes = [];
    private readonly HashSet<string> _tagsOfItem = new(StringComparer.Ordinal);
    private int _images;
    private int _objects;
    private int _withoutObjects;
    private int _unreadable;

    private StatisticsCounter(ProjectMeta meta)
    {
        _places = meta.Classes.Select((item, place) => (item.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place, StringComparer.Ordinal);
        _imagesOfClass = new int[meta.Classes.Count];
        _objectsOfClass = new int[meta.Classes.Count];
        _latestImageOfClass = new ImageItem?[meta.Classes.Count];
    }

    /// <summary>Reads the annotations of a dataset.</summary>
    public static StatisticsCounter Count(Dataset dataset, CancellationToken cancellationToken)
    {
        var meta = dataset.Project.Meta;
        var whole = new StatisticsCounter(meta);
        if (dataset.Images.Count == 0) return whole;
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(
            Partitioner.Create(0, dataset.Images.Count),
            options,
            () => new StatisticsCounter(meta),
            (range, _, part) =>
            {
                for (var i = range.Item1; i < range.Item2; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    part.Add(AnnotationReading.Of(dataset.Images[i]));
                }

                return part;
            },
            part =>
            {
                lock (whole) whole.Add(part);
            });
        return whole;
    }

    public static ProjectStatistics Sum(Project project, IReadOnlyList<StatisticsCounter> datasets)
    {
        var whole = new StatisticsCounter(project.Meta);
        foreach (var dataset in datasets) whole.Add(dataset);
        return new ProjectStatistics
        {
            Images = whole._images,
            Objects = whole._objects,
            ImagesWithoutObjects = whole._withoutObjects,
            UnreadableImages = whole._unreadable,
            Classes = whole.Classes(project.Meta),
            Datasets =
            [
                .. project.Datasets.Zip(datasets, (dataset, part) =>
                    new DatasetStatistics(dataset.FullName, part._images, part._objects, part._withoutObjects, part.Classes(project.Meta))),
            ],
            Tags = whole.Tags(project.Meta),
            Sizes =
            [
                .. whole._sizes.Select(pair => new SizeStatistics(pair.Key.Width, pair.Key.Height, pair.Value))
                    .OrderByDescending(size => size.Images).ThenBy(size => size.Width).ThenBy(size => size.Height),
            ],
        };
    }

    private void Add(AnnotationReading reading)
    {
        if (reading.Annotation is not { } annotation)
        {
            _unreadable++;
            return;
        }

        _images++;
        _objects += annotation.Labels.Count;
        if (annotation.Labels.Count == 0) _withoutObjects++;
        var size = (annotation.Width, annotation.Height);
        _sizes[size] = _sizes.GetValueOrDefault(size) + 1;
        AddTags(annotation.Tags, images: 1, objects: 0);
        foreach (var label in annotation.Labels)
        {
            var place = _places[label.ClassName];
            _objectsOfClass[place]++;
            AddTags(label.Tags, images: 0, objects: 1);
            if (ReferenceEquals(_latestImageOfClass[place], reading.Image)) continue;
            _latestImageOfClass[place] = reading.Image;
            _imagesOfClass[place]++;
        }
    }

    /// <summary>An item that carries a tag twice counts once.</summary>
    private void AddTags(IReadOnlyList<Tag> tags, int images, int objects)
    {
        if (tags.Count == 0) return;
        _tagsOfItem.Clear();
        foreach (var tag in tags)
        {
            if (_tagsOfItem.Add(tag.Name)) AddTag(tag.Name, images, objects);
        }
    }

    private void AddTag(string name, int images, int objects)
    {
        var (oldImages, oldObjects) = _tags.GetValueOrDefault(name);
        _tags[name] = (oldImages + images, oldObjects + objects);
    }

    private void Add(StatisticsCounter part)
    {
        _images += part._images;
        _objects += part._objects;
        _withoutObjects += part._withoutObjects;
        _unreadable += part._unreadable;
        for (var i = 0; i < _imagesOfClass.Length; i++)
        {
            _imagesOfClass[i] += part._imagesOfClass[i];
            _objectsOfClass[i] += part._objectsOfClass[i];
        }

        foreach (var (name, (images, objects)) in part._tags) AddTag(name, images, objects);
        foreach (var (size, images) in part._sizes) _sizes[size] = _sizes.GetValueOrDefault(size) + images;
    }

    private List<ClassStatistics> Classes(ProjectMeta meta) =>
        [.. meta.Classes.Select((item, place) => new ClassStatistics(item.Name, item.Shape, _imagesOfClass[place], _objectsOfClass[place]))];

    private List<TagStatistics> Tags(ProjectMeta meta)
    {
        var names = meta.Tags.Select(tag => tag.Name).ToList();
        return [.. names.Concat(_tags.Keys.Except(names, StringComparer.Ordinal).Order(StringComparer.Ordinal)).Select(Of)];

        TagStatistics Of(string name)
        {
            var (images, objects) = _tags.GetValueOrDefault(name);
            return new(name, images, objects);
        }
    }
}
