using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Divides images by their own tags.</summary>
internal static class TagDivision
{
    public static (IEnumerable<ImageItem> Train, IEnumerable<ImageItem> Val) Divide(SplitSource source, TagSplit split, List<Problem> problems)
    {
        var isUsable = true;
        foreach (var tag in split.Train.Concat(split.Val).Distinct(StringComparer.Ordinal)) isUsable &= TagCheck.IsOnImages(source, tag, problems);
        if (!isUsable) return ([], []);
        var (train, val) = (new List<ImageItem>(), new List<ImageItem>());
        var (both, left) = (0, 0);
        foreach (var image in source.Project.Images)
        {
            var (isTrain, isVal) = (Carries(source, image, split.Train), Carries(source, image, split.Val));
            if (isTrain && isVal) both++;
            if (!isTrain && !isVal)
            {
                (isTrain, isVal) = (split.Untagged == UntaggedImages.Train, split.Untagged == UntaggedImages.Val);
                if (!isTrain && !isVal) left++;
            }

            if (isTrain) train.Add(image);
            if (isVal) val.Add(image);
        }

        Warn(split, both, left, source.Project.Images.Count, problems);
        return (train, val);
    }

    private static bool Carries(SplitSource source, ImageItem image, IReadOnlyList<string> tags)
    {
        foreach (var mark in source.Outline[image].Tags)
        {
            if (tags.Contains(mark.Name, StringComparer.Ordinal)) return true;
        }

        return false;
    }

    private static void Warn(TagSplit split, int both, int left, int all, List<Problem> problems)
    {
        if (both > 0)
            problems.Add(new(ProblemIds.SplitOverlap, Severity.Warning, $"{both} of {all} images carry tags of both sides and are on both, so validation says little about images that were never seen."));
        if (left > 0)
            problems.Add(new(ProblemIds.SplitUnusual, Severity.Warning, $"{left} of {all} images carry no tag of the split '{split}' and are left out.", Hint: "Take them with 'untagged=train' or 'untagged=val'."));
    }
}
