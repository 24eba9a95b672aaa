using TrainApp.Findings;
using TrainApp.Inspection;
using TrainApp.Pictures;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Inspection;

public sealed class HealthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_project_has_no_finding() => Assert.Empty(Examine(GivenData.Require("data", "lemons")));

    [Fact]
    public void The_given_project_of_edge_cases_has_no_error() => Assert.DoesNotContain(Examine(GivenData.Require("expected", "conversion", "project")), finding => finding.IsError);

    [Theory]
    [InlineData(33, "TRAIN511", "no pixel")]
    [InlineData(39, "TRAIN511", "not a picture")]
    [InlineData(43, "TRAIN512", "colours")]
    [InlineData(47, "TRAIN512", "colours")]
    [InlineData(48, "TRAIN512", "colours")]
    public void Masks_are_unpacked_and_named_with_their_line(int id, string code, string words)
    {
        var given = AnnotationCases.Read(id);
        var folder = new ProjectFolder(_folder["p"], given.Meta.GetRawText()).Write("d/ann/a.png.json", "\n\n" + given.Item.GetProperty("annotation").GetRawText());
        folder.Folder("d/img");

        var finding = Assert.Single(Examine(folder.Path), finding => finding.Severity != "info" && finding.Code != "TRAIN508");

        Assert.Equal((code, 3, _folder["p", "d", "ann", "a.png.json"]), (finding.Code, finding.Line, finding.Path));
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_another_size_is_named_together_with_its_annotation()
    {
        var folder = Lemons().Edit("ds1/ann/IMG_0748.jpeg.json", text => text.Replace("\"height\": 800", "\"height\": 801", StringComparison.Ordinal));

        var findings = folder.Examine();

        Assert.Equal(["ds1/img/IMG_0748.jpeg", "ds1/ann/IMG_0748.jpeg.json"], findings.Select(folder.PlaceOf));
        Assert.All(findings, finding => Assert.Equal(("error", "TRAIN541"), (finding.Severity, finding.Code)));
        Assert.Contains("1067×800 pixels; its annotation says 1067×801", findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_picture_in_two_datasets_is_doubted()
    {
        var folder = Lemons();
        folder.Copy("ds1/img/IMG_0748.jpeg", "ds2/img/other.jpeg").Copy("ds1/ann/IMG_0748.jpeg.json", "ds2/ann/other.jpeg.json");

        var findings = folder.Examine();

        Assert.Equal(
            ["TRAIN542 ds1/img/IMG_0748.jpeg", "TRAIN542 ds2/img/other.jpeg", "TRAIN546 ds1/ann/IMG_0748.jpeg.json", "TRAIN546 ds2/ann/other.jpeg.json"],
            findings.Select(finding => $"{finding.Code} {folder.PlaceOf(finding)}"));
        Assert.All(findings, finding => Assert.Equal("warning", finding.Severity));
    }

    [Fact]
    public void Images_without_objects_unused_classes_and_tiny_labels_are_no_errors()
    {
        var folder = new ProjectFolder(_folder["p"]).Folder("d/img")
            .Write("d/ann/a.png.json", """
                {"size": {"height": 30, "width": 40}, "tags": [], "objects": [
                  {"classTitle": "kiwi", "tags": [], "points": {"exterior": [[3, 4], [3, 9]], "interior": []}},
                  {"classTitle": "lemon", "tags": [], "points": {"exterior": [[3, 4], [3, 9], [3, 5]], "interior": []}}]}
                """)
            .Write("d/ann/b.png.json", ProjectFolder.Annotation());

        var findings = Examine(folder.Path).Where(finding => finding.Code != "TRAIN508").ToList();

        Assert.Equal(["warning TRAIN516 2", "warning TRAIN516 3", "info TRAIN544 ", "info TRAIN545 "], findings.Select(finding => $"{finding.Severity} {finding.Code} {finding.Line}"));
        Assert.Contains("1×6 pixels", findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("'d/b.png'", findings[2].Message, StringComparison.Ordinal);
        Assert.Contains("'thing'", findings[3].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_cannot_be_read_are_named()
    {
        var folder = Lemons();
        folder.Write("ds1/img_info/IMG_0748.jpeg.json", "{\n\"id\": }").Write("ds1/img_info/IMG_1836.jpeg.json", "{\"id\": 5}");

        var finding = Assert.Single(folder.Examine());

        Assert.Equal(("warning", "TRAIN543", 2, "ds1/img_info/IMG_0748.jpeg.json"), (finding.Severity, finding.Code, finding.Line, folder.PlaceOf(finding)));
    }

    [Fact]
    public void A_decoder_is_asked_when_the_app_has_one()
    {
        var folder = Lemons();

        var finding = Assert.Single(ProjectHealth.Examine(
            folder.Path,
            path =>
            {
                if (path.EndsWith("IMG_0748.jpeg", StringComparison.Ordinal)) throw new InvalidDataException("Its pixels are wrong.");
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(("TRAIN540", "ds1/img/IMG_0748.jpeg"), (finding.Code, folder.PlaceOf(finding)));
        Assert.Contains("Its pixels are wrong.", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_s_size_is_read_and_a_cut_one_is_refused(string kind, int width, int height, string base64)
    {
        var file = Convert.FromBase64String(base64);

        Assert.Equal(new PictureHead(kind, width, height), PictureFile.Read(file));
        for (var length = 0; length < file.Length; length++) Assert.Throws<InvalidDataException>(() => PictureFile.Read(file.AsSpan(0, length)));
    }

    /// <summary>Small files whose last byte counts.</summary>
    public static TheoryData<string, int, int, string> Pictures => new()
    {
        { "PNG", 1, 1, "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==" },
        { "WebP", 1, 1, "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==" },
        { "BMP", 1, 2, "Qk0+AAAAAAAAADYAAAAoAAAAAQAAAAIAAAABABgAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAA////AP///wA=" },
        { "TIFF", 2, 1, "SUkqAAgAAAAEAAABAwABAAAAAgAAAAEBAwABAAAAAQAAABEBBAABAAAAPgAAABcBBAABAAAABgAAAAAAAAAAAQIDBAU=" },
    };

    private static List<Finding> Examine(string folder) => ProjectHealth.Examine(folder, decode: null, TestContext.Current.CancellationToken);

    private GivenCopy Lemons() => new(GivenData.Require("data", "lemons"), _folder["lemons"]);
}
