using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Projects;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Inspection;

public sealed class StatisticsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classes_are_counted_as_the_reference_does_in_the_project_and_in_each_dataset()
    {
        var statistics = ProjectStatistics.Compute(Synthetic(), TestContext.Current.CancellationToken);
        var expected = Read("conversion", "expected", "classes_stats.json");

        AssertClasses(expected.GetProperty("project"), statistics.Classes);
        Assert.Equal(6, statistics.Datasets.Count);
        foreach (var dataset in statistics.Datasets) AssertClasses(expected.GetProperty("datasets").GetProperty(dataset.Name), dataset.Classes);
    }

    [Fact]
    public void Lemons_are_counted_as_the_reference_does()
    {
        var statistics = ProjectStatistics.Compute(Project.Open(GivenData.Require("data", "lemons")), TestContext.Current.CancellationToken);

        AssertClasses(Read("lemons", "lemons_classes_stats.json"), statistics.Classes);
        Assert.Equal([new SizeStatistics(1067, 800, 6)], statistics.Sizes);
        Assert.Equal((6, 26, 0, 0), (statistics.Images, statistics.Objects, statistics.ImagesWithoutObjects, statistics.UnreadableImages));
    }

    [Fact]
    public void Labels_of_each_class_are_those_that_the_reference_counted_before_it_converted()
    {
        var statistics = ProjectStatistics.Compute(Synthetic(), TestContext.Current.CancellationToken);
        foreach (var item in Read("conversion", "expected", "counts.json").EnumerateObject())
        {
            Assert.Equal(item.Value.GetProperty("labels").GetInt32(), statistics.Classes.Single(own => own.Name == item.Name).Objects);
            Assert.Equal(
                item.Value.GetProperty("labels_top_level_datasets").GetInt32(),
                statistics.Datasets.Where(dataset => !dataset.Name.Contains('/', StringComparison.Ordinal)).Sum(dataset => dataset.Classes.Single(own => own.Name == item.Name).Objects));
        }
    }

    [Theory]
    [InlineData("conversion/expected/summary.json", "expected/conversion/project")]
    [InlineData("lemons/lemons_summary.json", "data/lemons")]
    public void Images_tags_and_labels_are_those_of_the_reference(string summary, string folder)
    {
        var project = Project.Open(GivenData.Require(folder.Split('/')));
        var expected = Read(summary.Split('/'));

        Assert.Equal(expected.GetProperty("total_items").GetInt32(), project.Images.Count);
        var theirs = expected.GetProperty("datasets").EnumerateArray().SelectMany(dataset => dataset.GetProperty("items").EnumerateArray()
            .Select(item => $"{dataset.GetProperty("name").GetString()}/{item.GetProperty("name").GetString()}: {Text(item)}"));
        var hasIds = summary.StartsWith("conversion", StringComparison.Ordinal);
        var ours = project.Images.Select(image => $"{image}: {Text(image.ReadAnnotation(), hasIds)}");
        Assert.Equal(theirs.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tags_of_images_and_objects_are_counted_apart_and_once_an_item()
    {
        var project = Synthetic();
        var expected = Read("conversion", "expected", "summary.json").GetProperty("datasets").EnumerateArray().SelectMany(dataset => dataset.GetProperty("items").EnumerateArray()).ToList();

        var tags = ProjectStatistics.Compute(project, TestContext.Current.CancellationToken).Tags;

        Assert.Equal(project.Meta.Tags.Select(tag => tag.Name), tags.Select(tag => tag.Name));
        foreach (var tag in tags)
        {
            Assert.Equal((tag.Name, expected.Count(item => Has(item, "img_tags", tag.Name))), (tag.Name, tag.Images));
            Assert.Equal((tag.Name, expected.Sum(item => item.GetProperty("labels").EnumerateArray().Count(label => Has(label, "tags", tag.Name)))), (tag.Name, tag.Objects));
        }

        Assert.Contains(tags, tag => tag.Images > 0);
        Assert.Contains(tags, tag => tag.Objects > 0);

        static bool Has(JsonElement item, string list, string name) => item.GetProperty(list).EnumerateArray().Any(tag => tag[0].GetString() == name);
    }

    [Fact]
    public void Annotations_and_meta_are_written_as_the_reference_writes_them()
    {
        var project = Synthetic();
        var expected = JsonNode.Parse(File.ReadAllBytes(GivenData.Require("expected", "conversion", "expected", "annotations_written.json")))!.AsObject();

        Assert.Equal(project.Images.Count, expected.Count);
        foreach (var image in project.Images)
            Assert.Equal(WrittenJson.Comparable(expected[image.ToString()]!), WrittenJson.Comparable(JsonNode.Parse(AnnotationWriter.Write(image.ReadAnnotation()))!));
        var meta = JsonNode.Parse(File.ReadAllBytes(GivenData.Require("expected", "conversion", "expected", "meta_written.json")))!;
        Assert.Equal(WrittenMeta.Comparable(meta), WrittenMeta.Comparable(JsonNode.Parse(MetaWriter.Write(project.Meta))!));
    }

    [Fact]
    public void What_is_broken_undefined_or_empty_is_counted_as_such()
    {
        var project = new ProjectFolder(_folder["p"]).Image("a", "1.png", "kiwi", "kiwi", "thing").Image("a", "2.png", "nobody").Image("a/datasets/b", "3.png")
            .Write("a/datasets/b/ann/3.png.json", """{"size": {"height": 5, "width": 6}, "tags": ["new", "ripe", "new"], "objects": []}""").Open();

        var statistics = ProjectStatistics.Compute(project, TestContext.Current.CancellationToken);

        Assert.Equal((2, 3, 1, 1), (statistics.Images, statistics.Objects, statistics.ImagesWithoutObjects, statistics.UnreadableImages));
        Assert.Equal([new("kiwi", "rectangle", 1, 2), new("lemon", "polygon", 0, 0), new("thing", "any", 1, 1)], statistics.Classes);
        Assert.Equal([("a", 1, 3, 0), ("a/b", 1, 0, 1)], statistics.Datasets.Select(item => (item.Name, item.Images, item.Objects, item.ImagesWithoutObjects)));
        Assert.Equal([new("ripe", 1, 0), new TagStatistics("new", 1, 0)], statistics.Tags);
        Assert.Equal([new(6, 5, 1), new SizeStatistics(20, 10, 1)], statistics.Sizes);
    }

    private static Project Synthetic() => Project.Open(GivenData.Require("expected", "conversion", "project"));

    private static JsonElement Read(params string[] parts)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(GivenData.Require(["expected", .. parts])));
        return document.RootElement.Clone();
    }

    private static void AssertClasses(JsonElement expected, IReadOnlyList<ClassStatistics> classes)
    {
        Assert.Equal(expected.GetProperty("items_count").EnumerateObject().Select(item => (item.Name, item.Value.GetInt32())), classes.Select(item => (item.Name, item.Images)));
        Assert.Equal(expected.GetProperty("objects_count").EnumerateObject().Select(item => (item.Name, item.Value.GetInt32())), classes.Select(item => (item.Name, item.Objects)));
        Assert.Equal(expected.GetProperty("figures_count").EnumerateObject().Select(item => (item.Name, item.Value.GetInt32())), classes.Select(item => (item.Name, item.Objects)));
    }

    private static string Text(JsonElement item)
    {
        var size = item.GetProperty("img_size_hw");
        var labels = item.GetProperty("labels").EnumerateArray().Select(label => string.Create(
            CultureInfo.InvariantCulture,
            $"{label.GetProperty("class").GetString()} {SummaryText.Of(label)} {Tags(label, "tags")} {Optional(label, "id")} {Optional(label, "binding_key")}"));
        return string.Create(CultureInfo.InvariantCulture, $"{size[1].GetInt32()}×{size[0].GetInt32()} {Tags(item, "img_tags")} {Optional(item, "description")} {string.Join("; ", labels)}");

        static string Optional(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";

        static string Tags(JsonElement item, string name) => item.TryGetProperty(name, out var tags)
            ? string.Join(',', tags.EnumerateArray().Select(tag => $"{tag[0].GetString()}={Value(tag[1])}"))
            : "";

        static string Value(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.Number => value.GetDouble().ToString(CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
    }

    private static string Text(Annotation annotation, bool hasIds)
    {
        var labels = annotation.Labels.Select(label => string.Create(
            CultureInfo.InvariantCulture,
            $"{label.ClassName} {SummaryText.Of(label.Geometry)} {Tags(label.Tags)} {(hasIds ? label.Id : null)} {label.BindingKey}"));
        return string.Create(CultureInfo.InvariantCulture, $"{annotation.Width}×{annotation.Height} {Tags(annotation.Tags)} {annotation.Description} {string.Join("; ", labels)}");

        static string Tags(IReadOnlyList<Tag> tags) => string.Join(',', tags.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Name}={tag.Value}")));
    }
}
