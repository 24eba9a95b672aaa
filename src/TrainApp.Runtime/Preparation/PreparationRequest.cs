using System.IO.Hashing;
using System.Text;
using TrainApp.Cache;

namespace TrainApp.Preparation;

/// <summary>What to prepare.</summary>
internal sealed record PreparationRequest
{
    /// <summary>The user's project; it is only read.</summary>
    public required Project Project { get; init; }

    /// <summary>Its fingerprint: a preparation of other content is not used again.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Images to train on.</summary>
    public required IReadOnlyList<ImageItem> Train { get; init; }

    /// <summary>Images to validate on; some or all may be among <see cref="Train"/> too. Empty where there is no split.</summary>
    public required IReadOnlyList<ImageItem> Val { get; init; }

    /// <summary>Titles of the classes to keep, in any order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The task whose shape labels are converted to; null leaves them as they are.</summary>
    public TaskShape? Conversion { get; init; }

    /// <summary>The run's work folder; the project is made in <c>project</c> in it.</summary>
    public required string WorkDirectory { get; init; }

    /// <summary>What images are linked to; null to copy them.</summary>
    public ImageCache? Cache { get; init; }

    /// <summary>How many images are copied at a time.</summary>
    public int MaxParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>A hash that two requests share when they ask for the same.</summary>
    public string Key()
    {
        var hasher = new XxHash128();
        Append(hasher, Fingerprint);
        foreach (var name in Classes.Order(StringComparer.Ordinal)) Append(hasher, name);
        if (Conversion is { } task) Append(hasher, $"\0{task}");
        foreach (var side in new[] { Train, Val })
        {
            Append(hasher, "");
            foreach (var image in side) Append(hasher, image.ToString());
        }

        return Convert.ToHexStringLower(hasher.GetCurrentHash());
    }

    private static void Append(XxHash128 hasher, string text) => hasher.Append(Encoding.UTF8.GetBytes(text + "\n"));
}
