using TorchSharp;
using TrainApp;
using static TorchSharp.torch;

namespace TrainApp.App.Data;

/// <summary>A dataset in memory: images fitted into squares, and the boxes of their objects.</summary>
public sealed class DetectionSet : IDisposable
{
    private readonly Tensor images; // [N,3,size,size], bytes
    private readonly Letterbox[] places;

    private DetectionSet(Tensor images, Letterbox[] places, LabeledBox[][] truth) =>
        (this.images, this.places, Truth) = (images, places, truth);

    public int Count => places.Length;

    /// <summary>The objects of each image, in its own pixels.</summary>
    public IReadOnlyList<LabeledBox[]> Truth { get; }

    /// <summary>Reads every image of a dataset; objects of other classes and those without an area do not count.</summary>
    public static DetectionSet Load(Dataset dataset, IReadOnlyList<string> classes, int imageSize)
    {
        if (dataset.Images.Count == 0) throw new InvalidDataException($"The dataset '{dataset.FullName}' has no images.");

        int count = dataset.Images.Count;
        var (squares, places, truth) = (new ImageFrame[count], new Letterbox[count], new LabeledBox[count][]);
        Parallel.For(0, count, i =>
        {
            var annotation = dataset.Images[i].ReadAnnotation();
            var frame = ImageFrame.Load(dataset.Images[i].ImagePath, annotation.Width, annotation.Height);
            places[i] = Letterbox.Of(frame.Width, frame.Height, imageSize);
            squares[i] = places[i].Draw(frame);
            truth[i] = BoxesOf(annotation, frame, classes).ToArray();
        });
        return new DetectionSet(ImageBatch.Stack(squares), places, truth);
    }

    /// <summary>The chosen images, ready for the network.</summary>
    public Tensor Read(IReadOnlyList<int> chosen, Device device)
    {
        using var scope = NewDisposeScope();
        using var index = tensor(chosen.Select(i => (long)i).ToArray());
        return ImageBatch.Normalize(images.index_select(0, index).to(device)).MoveToOuterDisposeScope();
    }

    /// <summary>The objects of an image, in pixels of its square.</summary>
    public LabeledBox[] BoxesInSquare(int image) =>
        Truth[image].Select(label => label with { Box = places[image].ToSquare(label.Box) }).ToArray();

    /// <summary>Brings detections in pixels of a square to pixels of the image.</summary>
    public Detection[] ToImage(int image, IEnumerable<Detection> detections) =>
        detections.Select(item => item with { Box = places[image].ToImage(item.Box) }).ToArray();

    /// <summary>Endless shuffled positions, so that a batch may be larger than the dataset.</summary>
    public IEnumerable<int> Shuffled(Random random)
    {
        while (true)
        {
            var order = Enumerable.Range(0, Count).ToArray();
            random.Shuffle(order);
            foreach (int i in order) yield return i;
        }
    }

    public void Dispose() => images.Dispose();

    private static IEnumerable<LabeledBox> BoxesOf(Annotation annotation, ImageFrame frame, IReadOnlyList<string> classes)
    {
        foreach (var (kind, name) in classes.Index())
        {
            foreach (var label in annotation.Labels.Where(label => label.ClassName == name))
            {
                if (label.Geometry.ToBox() is { } box) yield return new LabeledBox(kind, box.Clip(frame.Width, frame.Height));
            }
        }
    }
}
