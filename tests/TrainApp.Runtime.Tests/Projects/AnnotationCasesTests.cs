using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Projects;

namespace TrainApp.Tests.Projects;

/// <summary>Annotations and metas are read and written as another reader does, but where ours is meant to differ.</summary>
public sealed class AnnotationCasesTests
{
    private const string NoTagIsWorthAnImage = "a tag that does not fit its definition is kept and reported: it makes no image unusable";
    private const string PixelsAreRead = "the picture's pixels are clear whatever its colours are; health says that other readers refuse it";
    private const string PixelsAreLate = "pixels are looked at when a mask is unpacked, and by health";
    private const string OwnColor = "a colour of its own name, which is the same at every reading, not a random one";

    /// <summary>Read by us, refused by the other.</summary>
    private static readonly Dictionary<int, string> ReadByUsAlone = new()
    {
        [33] = PixelsAreLate, [39] = PixelsAreLate, [43] = PixelsAreRead, [47] = PixelsAreRead, [48] = PixelsAreRead,
        [61] = "a graph in a class of any shape needs no template",
        [70] = NoTagIsWorthAnImage, [95] = NoTagIsWorthAnImage, [99] = NoTagIsWorthAnImage, [103] = NoTagIsWorthAnImage, [105] = NoTagIsWorthAnImage,
        [106] = NoTagIsWorthAnImage, [109] = NoTagIsWorthAnImage, [111] = NoTagIsWorthAnImage, [115] = NoTagIsWorthAnImage,
        [116] = NoTagIsWorthAnImage, [118] = NoTagIsWorthAnImage,
    };

    /// <summary>Written otherwise than by the other.</summary>
    private static readonly Dictionary<int, string> WrittenOtherwise = new()
    {
        [104] = "true in a tag of numbers is the number 1",
    };

    private static readonly Dictionary<int, string> MetaWrittenOtherwise = new()
    {
        [129] = OwnColor, [130] = OwnColor,
        [139] = "a tag that is a bare name is grey, not of a random colour",
        [144] = "a project of images says so", [145] = "a project of another kind is never written", [146] = "a project of another kind is never written",
    };

    /// <summary>Where the other loses or changes something without a word; ours reports it.</summary>
    private static readonly Dictionary<int, string> Cropped = new()
    {
        [9] = "TRAIN514", [10] = "TRAIN515", [22] = "TRAIN514", [34] = "TRAIN514", [35] = "TRAIN514", [72] = "TRAIN514", [73] = "TRAIN514", [74] = "TRAIN515",
        [75] = "TRAIN515", [76] = "TRAIN514", [78] = "TRAIN514", [79] = "TRAIN514", [80] = "TRAIN514", [81] = "TRAIN515", [82] = "TRAIN515", [84] = "TRAIN515",
        [85] = "TRAIN515", [86] = "TRAIN515", [87] = "TRAIN515", [88] = "TRAIN514", [89] = "TRAIN514",
    };

    [Fact]
    public void Metas_are_read_or_refused_as_the_reference_does() => Compare(item =>
    {
        var problems = new List<ProjectProblem>();
        var meta = item.ReadMeta(problems);
        if (meta is null != item.IsRefused("read_meta")) return "read or refused";
        Assert.Equal(meta is null, problems.Exists(problem => problem.IsError));
        if (meta is not null && item.HasWarnings("read_meta") != problems.Exists(problem => problem.Id == "TRAIN502")) return "warning";
        return null;
    });

    [Fact]
    public void Annotations_are_read_or_refused_as_the_reference_does_and_every_refusal_has_its_place() => Compare(item =>
    {
        if (item.Expected("read") is null) return null;
        var problems = new List<ProjectProblem>();
        var annotation = item.ReadAnnotation(problems);
        if (annotation is null == (!item.IsRefused("read") || ReadByUsAlone.ContainsKey(item.Id))) return problems.FirstOrDefault()?.Message ?? "read";
        foreach (var problem in problems) Assert.Equal("a.json", problem.Path);
        if (annotation is null)
        {
            var error = Assert.Single(problems, problem => problem.IsError);
            var isOfObject = error.Id == "TRAIN511";
            return isOfObject == error.Line > 1 ? null : $"place of '{error.Message}'";
        }

        return ReadByUsAlone.GetValueOrDefault(item.Id) == NoTagIsWorthAnImage && problems is not [{ Id: "TRAIN512", IsError: false }] ? "no word about the tag" : null;
    });

    [Fact]
    public void What_is_lost_at_the_border_of_an_image_or_guessed_is_reported_with_its_line() => Compare(item =>
    {
        if (item.Expected("read") is null || item.IsRefused("read")) return null;
        var problems = new List<ProjectProblem>();
        Assert.NotNull(item.ReadAnnotation(problems));
        string[] expected = Cropped.TryGetValue(item.Id, out var id) ? [id] : item.HasWarnings("read") ? ["TRAIN512"] : [];
        if (!problems.TrueForAll(problem => problem is { IsError: false, Line: > 1 })) return "severity or line";
        return expected.SequenceEqual(problems.Select(problem => problem.Id), StringComparer.Ordinal) ? null : string.Join("; ", problems.Select(problem => problem.Message));
    });

    [Fact]
    public void Annotations_are_written_as_the_reference_writes_them() => Compare(item =>
    {
        if (item.ExpectedValue("written") is not { } expected) return null;
        var written = JsonNode.Parse(AnnotationWriter.Write(item.ReadAnnotation([])!))!;
        var isSame = WrittenJson.Comparable(written) == WrittenJson.Comparable(JsonNode.Parse(expected.GetRawText())!);
        return isSame != WrittenOtherwise.ContainsKey(item.Id) ? null : WrittenJson.Comparable(written);
    });

    [Fact]
    public void Labels_have_the_geometry_the_area_and_the_bounds_of_the_reference() => Compare(item =>
    {
        if (item.ExpectedValue("labels") is not { } expected) return null;
        var ours = item.ReadAnnotation([])!.Labels.Select(label => SummaryText.Of(label.Geometry)).Order(StringComparer.Ordinal);
        var theirs = expected.EnumerateArray().Select(SummaryText.Of).Order(StringComparer.Ordinal);
        return ours.SequenceEqual(theirs, StringComparer.Ordinal) ? null : string.Join("; ", ours);
    });

    [Fact]
    public void Metas_are_written_as_the_reference_writes_them() => Compare(item =>
    {
        if (item.Expected("meta_written") is not { } expected) return null;
        var written = WrittenMeta.Comparable(JsonNode.Parse(MetaWriter.Write(item.ReadMeta([])!.Meta))!);
        var isSame = written == WrittenMeta.Comparable(JsonNode.Parse(expected.GetRawText())!);
        return isSame != MetaWrittenOtherwise.ContainsKey(item.Id) ? null : written;
    });

    [Theory]
    [InlineData(33, "no pixel")]
    [InlineData(39, "not a picture")]
    public void A_mask_without_pixels_is_refused_when_it_is_unpacked(int id, string reason)
    {
        var bitmap = Assert.IsType<BitmapGeometry>(Assert.Single(AnnotationCases.Read(id).ReadAnnotation([])!.Labels).Geometry);

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => MaskCodec.Decode(bitmap)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(43)]
    [InlineData(47)]
    [InlineData(48)]
    public void A_mask_of_unusual_colours_has_the_pixels_of_the_usual_one(int id)
    {
        var bitmap = Assert.IsType<BitmapGeometry>(Assert.Single(AnnotationCases.Read(id).ReadAnnotation([])!.Labels).Geometry);

        Assert.Equal(4, MaskCodec.Decode(bitmap).Area);
        Assert.True(IsUnusual(bitmap));
    }

    [Fact]
    public void Masks_that_the_reference_reads_are_of_usual_colours() => Compare(item =>
        item.ExpectedValue("labels") is not null && item.ReadAnnotation([])!.Labels.Any(label => label.Geometry is BitmapGeometry bitmap && IsUnusual(bitmap))
            ? "unusual"
            : null);

    [Fact]
    public void A_bow_tie_keeps_both_its_halves_when_it_is_cut()
    {
        var polygon = new PolygonGeometry([new(-10, 5), new(30, 25), new(30, 5), new(-10, 25)], []);

        var pieces = new Shapes.ImageBorder(40, 30).Crop(polygon);

        Assert.Equal([50.0, 200], pieces.Select(piece => piece.Area()).Order());
    }

    [Fact]
    public void A_shape_that_nobody_knows_is_kept_as_it_is()
    {
        var annotation = AnnotationCases.Read(62).ReadAnnotation([])!;

        var other = Assert.IsType<OtherGeometry>(Assert.Single(annotation.Labels).Geometry);
        Assert.Equal("blob", other.Shape);
        using var members = JsonDocument.Parse(other.Json);
        Assert.Equal([1, 2], members.RootElement.GetProperty("points").GetProperty("exterior")[0].EnumerateArray().Select(number => number.GetInt32()));
        using var written = JsonDocument.Parse(AnnotationWriter.Write(annotation));
        Assert.Equal("blob", written.RootElement.GetProperty("objects")[0].GetProperty("geometryType").GetString());
        Assert.True(JsonElement.DeepEquals(members.RootElement.GetProperty("points"), written.RootElement.GetProperty("objects")[0].GetProperty("points")));
    }

    private static bool IsUnusual(BitmapGeometry bitmap)
    {
        _ = MaskCodec.DecodeSound(bitmap, out var isUnusual);
        return isUnusual;
    }

    /// <summary>Looks at every case; a check gives null or what differs.</summary>
    private static void Compare(Func<AnnotationCase, string?> check)
    {
        var cases = AnnotationCases.Read();
        Assert.Equal(152, cases.Count);
        Assert.Equal("", string.Join('\n', cases.Select(item => (item, Difference: check(item))).Where(pair => pair.Difference is not null).Select(pair => $"{pair.item}: {pair.Difference}")));
    }
}
