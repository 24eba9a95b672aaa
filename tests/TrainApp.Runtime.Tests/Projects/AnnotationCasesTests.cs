using System.Text;
using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Tests.Projects;

/// <summary>What another reader makes of 152 annotations and metas, and where ours is meant to differ.</summary>
public sealed class AnnotationCasesTests
{
    /// <summary>Ours reads these: tags never make an image unusable, and pixels of masks are not looked at here.</summary>
    private static readonly Dictionary<int, string> ReadByUsAlone = new()
    {
        [33] = "pixels", [39] = "pixels", [43] = "pixels", [47] = "pixels", [48] = "pixels",
        [61] = "a graph in a class of any shape needs no template",
        [70] = "tags", [95] = "tags", [99] = "tags", [103] = "tags", [105] = "tags", [106] = "tags", [109] = "tags", [111] = "tags", [115] = "tags", [116] = "tags", [118] = "tags",
    };

    [Fact]
    public void Annotations_and_metas_are_read_or_refused_as_the_reference_does()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(GivenData.Require("expected", "conversion", "annotation_cases.json")));
        var differing = new List<string>();
        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var id = item.GetProperty("id").GetInt32();
            var meta = item.TryGetProperty("meta", out var own) ? own : file.RootElement.GetProperty("default_meta");
            var problems = new List<ProjectProblem>();
            var metaFile = MetaReader.Read(Encoding.UTF8.GetBytes(meta.GetRawText()), "meta.json", problems);
            var isMetaExpected = !item.TryGetProperty("read_meta", out var readMeta) || !IsError(readMeta);
            if (metaFile is not null != isMetaExpected) differing.Add($"{id} {item.GetProperty("name")}: meta");
            if (metaFile is null || !item.TryGetProperty("read", out var read)) continue;

            problems.Clear();
            var annotation = new AnnotationReader(metaFile.Meta).Read(Encoding.UTF8.GetBytes(item.GetProperty("annotation").GetRawText()), "a.json", problems);
            var isExpected = !IsError(read) || ReadByUsAlone.ContainsKey(id);
            if (annotation is not null != isExpected) differing.Add($"{id} {item.GetProperty("name")}: {problems.FirstOrDefault()?.Message}");
            if (annotation is null) Assert.Contains(problems, problem => problem.IsError);
            else if (IsError(read) && ReadByUsAlone[id] == "tags") Assert.Contains(problems, problem => !problem.IsError);
        }

        Assert.Empty(differing);
    }

    [Theory]
    [InlineData(2, "2,3,10,12")]
    [InlineData(3, "7,7,7,7")]
    [InlineData(4, "2,3,10,12")]
    [InlineData(64, "2,3,10,12")]
    public void Rectangles_are_inclusive_floored_and_sorted(int id, string corners)
    {
        var box = Assert.IsType<RectangleGeometry>(Assert.Single(Read(id).Labels).Geometry);

        Assert.Equal(corners, FormattableString.Invariant($"{box.Left},{box.Top},{box.Right},{box.Bottom}"));
    }

    [Fact]
    public void A_shape_that_nobody_knows_is_kept_as_it_is()
    {
        var annotation = Read(62);

        var other = Assert.IsType<OtherGeometry>(Assert.Single(annotation.Labels).Geometry);
        Assert.Equal("blob", other.Shape);
        using var members = JsonDocument.Parse(other.Json);
        Assert.Equal([1, 2], members.RootElement.GetProperty("points").GetProperty("exterior")[0].EnumerateArray().Select(number => number.GetInt32()));
        using var written = JsonDocument.Parse(AnnotationWriter.Write(annotation));
        Assert.Equal("blob", written.RootElement.GetProperty("objects")[0].GetProperty("geometryType").GetString());
        Assert.True(JsonElement.DeepEquals(members.RootElement.GetProperty("points"), written.RootElement.GetProperty("objects")[0].GetProperty("points")));
    }

    [Fact]
    public void A_polygon_of_two_points_repeats_the_last_and_says_so()
    {
        var problems = new List<ProjectProblem>();

        var polygon = Assert.IsType<PolygonGeometry>(Assert.Single(Read(17, problems).Labels).Geometry);

        Assert.Equal([new(2, 3), new(20, 4), new(20, 4)], polygon.Exterior);
        Assert.Equal(("TRAIN512", false), (problems[0].Id, problems[0].IsError));
    }

    [Fact]
    public void A_size_of_null_is_read_as_zero_and_written_as_null()
    {
        var annotation = Read(93);

        Assert.Equal((0, 0), (annotation.Height, annotation.Width));
        using var written = JsonDocument.Parse(AnnotationWriter.Write(annotation));
        Assert.Equal(JsonValueKind.Null, written.RootElement.GetProperty("size").GetProperty("height").ValueKind);
    }

    private static bool IsError(JsonElement result) => result.ValueKind == JsonValueKind.Object && result.TryGetProperty("error", out _);

    private static Annotation Read(int id, List<ProjectProblem>? problems = null)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(GivenData.Require("expected", "conversion", "annotation_cases.json")));
        var item = file.RootElement.GetProperty("cases").EnumerateArray().Single(item => item.GetProperty("id").GetInt32() == id);
        var meta = MetaReader.Read(Encoding.UTF8.GetBytes(file.RootElement.GetProperty("default_meta").GetRawText()), "meta.json", [])!.Meta;
        var annotation = new AnnotationReader(meta).Read(Encoding.UTF8.GetBytes(item.GetProperty("annotation").GetRawText()), "a.json", problems ?? []);
        return annotation ?? throw new InvalidOperationException($"Case {id} is not read.");
    }
}
