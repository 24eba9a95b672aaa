using CsCheck;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Tests.Projects;

public sealed class AnnotationRoundTripTests
{
    private static readonly ProjectMeta Meta = new()
    {
        Classes =
        [
            new() { Name = "rectangle", Shape = "rectangle", Color = "#FF0000" },
            new() { Name = "polygon é 仮", Shape = "polygon", Color = "#00FF00", Id = 5, Hotkey = "k", Description = "a \"shape\"" },
            new() { Name = "line", Shape = "line", Color = "#0000FF" },
            new() { Name = "point", Shape = "point", Color = "#0000FF" },
            new() { Name = "bitmap", Shape = "bitmap", Color = "#0000FF" },
            new()
            {
                Name = "graph",
                Shape = "graph",
                Color = "#0000FF",
                Graph = new([new("n1", "head", 1, 2.5, "#FF0000"), new("n2", "neck", 3, 4, null)], [new("n1", "n2", "#00FF00"), new("n2", "n1", null)]),
            },
            new() { Name = "cuboid", Shape = "cuboid", Color = "#0000FF" },
            new() { Name = "any", Shape = "any", Color = "#0000FF" },
        ],
        Tags =
        [
            new() { Name = "text", ValueType = "any_string" },
            new() { Name = "number", ValueType = "any_number", Id = 3, ApplicableTo = "objectsOnly", Classes = ["any"] },
            new() { Name = "none", ValueType = "none" },
            new() { Name = "choice", ValueType = "oneof_string", Values = ["a", "b"], Color = "#ABCDEF" },
        ],
        Settings = """{"multiView":{"enabled":true,"tagName":"text","tagId":null,"isSynced":false}}""",
    };

    private static readonly Gen<PixelPoint> Pixels = Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 5000], (x, y) => new PixelPoint(x, y));
    private static readonly Gen<string> Texts = Gen.String[Gen.Char["aZ09 \"\\/<>&'é仮\n\t,+=:{}[]"], 0, 12];

    private static readonly Gen<Geometry> Rectangles = Gen.Select(Pixels, Gen.Int[0, 99], Gen.Int[0, 99], Geometry (corner, width, height) =>
        new RectangleGeometry(corner.X, corner.Y, corner.X + width, corner.Y + height));

    private static readonly Gen<Geometry> Polygons = Gen.Select(Pixels.List[3, 6], Pixels.List[3, 5].List[0, 2], Geometry (exterior, holes) =>
        new PolygonGeometry(exterior, [.. holes]));

    private static readonly Gen<(string Class, Geometry Geometry)> Shapes = Gen.OneOf(
        Rectangles.Select(shape => ("rectangle", shape)),
        Rectangles.Select(shape => ("any", shape)),
        Polygons.Select(shape => ("polygon é 仮", shape)),
        Polygons.Select(shape => ("any", shape)),
        Pixels.List[2, 5].Select(points => ("line", (Geometry)new LineGeometry(points))),
        Pixels.Select(point => ("point", (Geometry)new PointGeometry(point))),
        Gen.Select(Pixels, Gen.Byte.Array[1, 30], (origin, data) => ("bitmap", (Geometry)new BitmapGeometry(origin, Convert.ToBase64String(data)))),
        Gen.Select(Pixels, Pixels, Gen.Bool, (first, second, disabled) => (
            "graph",
            (Geometry)new GraphGeometry(new Dictionary<string, GraphNode>(StringComparer.Ordinal) { ["n2"] = new(first, disabled), ["n1"] = new(second, Disabled: false) }))),
        Gen.Int[0, 9].Select(number => ("cuboid", (Geometry)new OtherGeometry("cuboid", $"{{\n    \"faces\": [\n        {number}\n    ]\n}}"))));

    private static readonly Gen<Authorship?> Authors = Gen.OneOf(
        Gen.Bool.Select(_ => (Authorship?)null),
        Gen.Select(Texts, Texts.Null(), (login, created) => (Authorship?)new Authorship(login, created, created is null ? null : "2025")));

    private static readonly Gen<Tag> Tags = Gen.OneOf(
        Gen.Select(Texts, Authors, (text, author) => new Tag("text", text) { Authorship = author }),
        Gen.Double[-1e9, 1e9].Select(number => new Tag("number", number)),
        Gen.Const(new Tag("none")),
        Gen.Const(new Tag("choice", "b")));

    private static readonly Gen<Label> Labels = Gen.Select(Shapes, Tags.List[0, 2], Gen.Long.Nullable(), Texts, Authors, Gen.Bool, (shape, tags, id, text, author, byModel) =>
        new Label(shape.Class, shape.Geometry, tags)
        {
            Id = id,
            ClassId = (id ?? 0) + 1,
            Description = text,
            BindingKey = text.Length > 6 ? text : null,
            Authorship = author,
            IsCreatedByModel = byModel,
            IsUpdatedByModel = byModel,
        });

    private static readonly Gen<Annotation> Annotations = Gen.Select(Labels.List[0, 5], Tags.List[0, 3], Gen.OneOf(Gen.Const(0), Gen.Int[5100, 9000]), Texts, (labels, tags, side, text) =>
        new Annotation
        {
            Height = side,
            Width = side * 2,
            Description = text,
            Labels = labels,
            Tags = tags,
            ImageId = side > 7000 ? side : null,
            CustomData = side > 8000 ? "{\n        \"a\": 1\n    }" : null,
        });

    [Fact]
    public void An_annotation_is_read_as_it_was_written()
    {
        var reader = new AnnotationReader(Meta);
        Annotations.Sample(
            annotation =>
            {
                var written = AnnotationWriter.Write(annotation);
                var problems = new List<ProjectProblem>();

                var read = reader.Read(written, "a.json", problems);

                Assert.Empty(problems);
                Assert.Equivalent(annotation, read, strict: true);
                Assert.Equal(written, AnnotationWriter.Write(read!));
            },
            iter: 500);
    }

    [Fact]
    public void Given_annotations_survive_reading_and_writing()
    {
        var project = Project.Open(GivenData.Require("expected", "conversion", "project"));
        foreach (var image in project.Images)
        {
            var annotation = image.ReadAnnotation();

            var again = project.AnnotationReader.Read(AnnotationWriter.Write(annotation), image.AnnotationPath, []);

            Assert.Equivalent(annotation, again, strict: true);
        }
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, .. AnnotationWriter.Write(new() { Height = 10, Width = 20, Labels = [new("any", new PointGeometry(new(3, 4)), [])] })];
        var reader = new AnnotationReader(Meta);

        Assert.Single(reader.Read(text, "a.json", [])!.Labels);
        Assert.Single(reader.Read(AnnotationFilter.Keep(text, new HashSet<string>(["any"], StringComparer.Ordinal)), "a.json", [])!.Labels);
    }

    [Fact]
    public void Meta_is_read_as_it_was_written_and_keeps_its_order()
    {
        var problems = new List<ProjectProblem>();

        var read = MetaReader.Read(MetaWriter.Write(Meta), "meta.json", problems)!;

        Assert.Empty(problems);
        Assert.Equal("images", read.ProjectType);
        Assert.Equal(Meta.Classes.Select(item => item.Name), read.Meta.Classes.Select(item => item.Name));
        Assert.Equivalent(Meta with { Settings = null }, read.Meta with { Settings = null }, strict: true);
        Assert.Contains("multiView", read.Meta.Settings!, StringComparison.Ordinal);
        Assert.Equal(MetaWriter.Write(Meta), MetaWriter.Write(read.Meta));
    }

    [Fact]
    public void A_colour_that_cannot_be_understood_is_replaced_by_the_same_one_every_time()
    {
        var problems = new List<ProjectProblem>();
        var text = """{"classes": [{"title": "a", "shape": "any", "color": "red"}]}"""u8.ToArray();

        var color = MetaReader.Read(text, "meta.json", problems)!.Meta.Classes[0].Color;

        Assert.Matches("^#[0-9A-F]{6}$", color);
        Assert.Equal(color, MetaReader.Read(text, "meta.json", [])!.Meta.Classes[0].Color);
        Assert.Equal(("TRAIN502", false), (problems[0].Id, problems[0].IsError));
    }
}
