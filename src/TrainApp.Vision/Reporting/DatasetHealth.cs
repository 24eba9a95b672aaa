using System.Globalization;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>Looks for what makes figures worth less: images that were trained on, objects that cannot be right, classes without any.</summary>
internal static class DatasetHealth
{
    /// <summary>A class with fewer objects says little.</summary>
    private const int FewObjects = 10;

    /// <summary>An object with a shorter side, in pixels, is tiny.</summary>
    private const float TinySide = 8;

    /// <summary>Share of tiny objects from which they are a problem.</summary>
    private const double ManyTiny = 0.05;

    /// <summary>How far, in pixels, a box may reach over the edge by rounding alone.</summary>
    private const float Rounding = 1;

    private const int MostNames = 5;

    public static IReadOnlyList<HealthCheck> Check(EvaluationResult result, ReportContext context, CancellationToken cancellationToken)
    {
        List<string?> paths = [.. result.Images.Select(image => image.Path)];
        List<HealthCheck> checks = [];
        if (context.TrainImages.Count > 0) checks.Add(Shared(result, DuplicateImages.Find(paths, context.TrainImages, cancellationToken)));
        checks.Add(Repeated(DuplicateImages.FindRepeated(paths, cancellationToken)));
        checks.AddRange(Classes(result, context));
        checks.Add(Objects(result, item => IsOutside(item.Box, result.Images[item.Image]), "No object reaches beyond its image", "reaches beyond its image", "reach beyond their image", "Such a box can never be met exactly."));
        checks.Add(Objects(result, item => item.Box.Width <= 0 || item.Box.Height <= 0, "Every object has an area", "has no area", "have no area", "Such an object can never be found."));
        checks.Add(Tiny(result));
        if (result.Semantic is null) checks.Add(Twice(result));
        checks.Add(Empty(result));
        return checks;
    }

    private static HealthCheck Shared(EvaluationResult result, IReadOnlyList<DuplicateImages.Shared> shared) => shared.Count == 0
        ? new(false, "No evaluated image was trained on", "By the content of the files.", [])
        : new(true, $"{Images(shared.Count)} {Were(shared.Count)} trained on too", $"The figures are better than the model: {Names(shared.Select(one => $"{result.Images[one.Image].Name} is {one.Train}"))}.", [.. shared.Select(one => one.Image)]);

    private static HealthCheck Repeated(IReadOnlyList<int> repeated) => repeated.Count == 0
        ? new(false, "No image stands there twice", "By the content of the files.", [])
        : new(true, $"{Images(repeated.Count)} have the same content as another", "They count more than the others.", repeated);

    private static IEnumerable<HealthCheck> Classes(EvaluationResult result, ReportContext context)
    {
        var empty = result.PerClass.Where(one => one.Objects == 0).Select(one => one.Name).ToList();
        yield return empty.Count == 0
            ? new(false, "Every class has objects", "", [])
            : new(true, empty.Count == 1 ? "1 class has no object" : $"{Count(empty.Count)} classes have no object", $"Nothing can be said of {Names(empty)}.", []);

        var few = result.PerClass.Where(one => one.Objects is > 0 and < FewObjects).Select(one => $"{one.Name} ({one.Objects.ToString(CultureInfo.InvariantCulture)})").ToList();
        if (few.Count > 0) yield return new(true, $"{(few.Count == 1 ? "1 class has" : $"{Count(few.Count)} classes have")} fewer than {FewObjects.ToString(CultureInfo.InvariantCulture)} objects", $"Their figures are a matter of luck: {Names(few)}.", []);
        if (context.TrainObjects is not { } train) yield break;
        var untrained = result.Classes.Where((_, index) => train[index] == 0).ToList();
        yield return untrained.Count == 0
            ? new(false, "Every class was trained", "", [])
            : new(true, $"{(untrained.Count == 1 ? "1 class has" : $"{Count(untrained.Count)} classes have")} no object to train on", $"The model cannot know {Names(untrained)}.", []);
    }

    private static bool IsOutside(Box box, EvaluatedImage image) =>
        box.Left < -Rounding || box.Top < -Rounding || box.Right > image.Width + Rounding || box.Bottom > image.Height + Rounding;

    private static HealthCheck Objects(EvaluationResult result, Predicate<EvaluatedObject> isWrong, string fine, string one, string many, string detail)
    {
        var found = result.Truth.Where(item => isWrong(item)).ToList();
        return found.Count == 0
            ? new(false, fine, "", [])
            : new(true, found.Count == 1 ? $"1 object {one}" : $"{Count(found.Count)} objects {many}", detail, ImagesOf(found));
    }

    private static HealthCheck Tiny(EvaluationResult result)
    {
        var tiny = result.Truth.Where(one => Math.Min(one.Box.Width, one.Box.Height) is > 0 and < TinySide).ToList();
        var side = TinySide.ToString(CultureInfo.InvariantCulture);
        return tiny.Count == 0
            ? new(false, "No object is tiny", $"None has a side below {side} pixels.", [])
            : new(
                tiny.Count > ManyTiny * result.Truth.Count,
                tiny.Count == 1 ? "1 object is tiny" : $"{Count(tiny.Count)} objects are tiny",
                string.Create(CultureInfo.InvariantCulture, $"{(double)tiny.Count / result.Truth.Count:0.#%} have a side below {side} pixels: a larger input size may find them."),
                ImagesOf(tiny));
    }

    private static HealthCheck Twice(EvaluationResult result)
    {
        var twice = result.Truth.GroupBy(one => (one.Image, one.Class, one.Box)).Where(group => group.Skip(1).Any()).SelectMany(group => group.Skip(1)).ToList();
        return twice.Count == 0
            ? new(false, "No object is labeled twice", "", [])
            : new(true, $"{Count(twice.Count)} {(twice.Count == 1 ? "object is" : "objects are")} labeled twice", "The same box of the same class: one of each pair is always missed.", ImagesOf(twice));
    }

    private static HealthCheck Empty(EvaluationResult result)
    {
        var full = result.Truth.Select(one => one.Image).ToHashSet();
        var empty = Enumerable.Range(0, result.Images.Count).Where(image => !full.Contains(image)).ToList();
        return empty.Count == 0
            ? new(false, "Every image has an object", "", [])
            : new(false, $"{Images(empty.Count)} have no object", "They show whether the model sees things that are not there.", empty);
    }

    private static IReadOnlyList<int> ImagesOf(IEnumerable<EvaluatedObject> objects) => [.. objects.Select(one => one.Image).Distinct().Order()];

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MostNames)) + (all.Count > MostNames ? $" and {Count(all.Count - MostNames)} more" : "");
    }

    private static string Images(int number) => number == 1 ? "1 image" : $"{Count(number)} images";

    private static string Were(int number) => number == 1 ? "was" : "were";

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
