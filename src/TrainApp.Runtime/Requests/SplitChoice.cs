using TrainApp.Hosting;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Requests;

/// <summary>The split that a request means.</summary>
internal static class SplitChoice
{
    /// <summary>The split as given, or the one that the project or an earlier run suggests.</summary>
    /// <returns>Null when it cannot be understood, or cannot be made of the project.</returns>
    public static SplitSpecification? Check(AppDescription app, TrainRequest request, SplitSource? source, RequestProblems problems)
    {
        var offered = app.Options.SplitsSelector;
        if (!offered.Enabled)
        {
            if (request.Split is { } given)
                problems.Error(ProblemIds.SplitMethodNotOffered, $"The split '{given}' cannot be made: the app trains on every image (train_val_splits_selector).", "Leave --split out.");
            return new NoSplit();
        }

        var split = request.Split is { } text ? Read(text, offered.Methods, problems) : source is null ? null : Detect(source, offered.Methods, problems);
        if (split is null || source is null) return split;
        problems.Add(Splitter.Split(source, split, request.Seed ?? 0).Problems);
        return split;
    }

    private static SplitSpecification? Read(string text, IReadOnlyList<string> methods, RequestProblems problems)
    {
        _ = SplitSpecification.TryParse(text, out var split, out var found);
        problems.Add(found);
        if (split is null || methods.Contains(split.Method, StringComparer.Ordinal)) return split;
        problems.Error(
            ProblemIds.SplitMethodNotOffered,
            split is NoSplit ? "The split 'none' cannot be made: the app needs images to validate on." : $"The app offers no split by {split.Method} ('{text}').",
            $"It offers: {string.Join(", ", methods)}.");
        return null;
    }

    private static SplitSpecification? Detect(SplitSource source, IReadOnlyList<string> methods, RequestProblems problems)
    {
        if (SplitDetection.Detect(source, methods) is { } split)
        {
            if (Reason(source, split) is { } reason) problems.Note($"Split: {split} ({reason}; --split chooses another).");
            return split;
        }

        problems.Error(ProblemIds.SplitMethodNotOffered, "No split is given, and the project suggests none.", $"Give one with --split; the app offers: {string.Join(", ", methods)}.");
        return null;
    }

    private static string? Reason(SplitSource source, SplitSpecification split)
    {
        if (split is DatasetSplit) return "by the names of the datasets";
        if (split is not CollectionSplit) return null;
        var images = Splitter.Split(source, split, seed: 0);
        var others = source.Project.Images.Count - images.Train.Union(images.Val).Count();
        return others == 0 ? "that of the latest run" : $"that of the latest run; {others} images have come since and are in neither";
    }
}
