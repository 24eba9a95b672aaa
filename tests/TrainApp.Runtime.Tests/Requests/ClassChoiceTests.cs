using TrainApp.Formats;
using TrainApp.Preparation;
using TrainApp.Requests;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Requests;

public sealed class ClassChoiceTests : RequestCheckTest
{
    private const string Polygons = "\"points\": {\"exterior\": [[1, 1], [4, 1], [4, 4]], \"interior\": []}";

    [Theory]
    [InlineData("object detection", "rectangle", true, null)]
    [InlineData("object detection", "polygon bitmap line point graph cuboid", true, nameof(TaskShape.Rectangles))]
    [InlineData("instance segmentation", "bitmap", true, null)]
    [InlineData("instance segmentation", "bitmap polygon", true, nameof(TaskShape.Masks))]
    [InlineData("semantic segmentation", "polygon", true, nameof(TaskShape.ClassMasks))]
    [InlineData("instance segmentation", "bitmap rectangle", false, null)]
    [InlineData("semantic segmentation", "line", false, null)]
    [InlineData("pose estimation", "graph", true, null)]
    [InlineData("pose estimation", "graph point", false, null)]
    [InlineData("image classification", "polygon bitmap line", true, null)]
    public async Task Shapes_fit_a_task_or_are_converted_for_it_or_are_refused(string task, string shapes, bool isPossible, string? conversion)
    {
        Write([.. shapes.Split(' ')]);

        var (request, problems, _) = await CheckAsync(new TrainRequest { ConvertClasses = "on" }, tasks: task);

        Assert.Equal(isPossible, request is not null);
        Assert.Equal(conversion, request?.Conversion?.ToString());
        Assert.Equal(!isPossible, problems.Any(problem => problem is { Id: "TRAIN640", Severity: Severity.Error }));
    }

    [Fact]
    public async Task What_can_be_converted_needs_the_switch_or_the_option()
    {
        Write("rectangle", "polygon");

        var (refused, problems, _) = await CheckAsync(new TrainRequest());
        var problem = Assert.Single(problems, problem => problem.Severity == Severity.Error);
        Assert.Null(refused);
        Assert.Equal("TRAIN641", problem.Id);
        Assert.Contains("'polygon' (polygon)", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--convert-classes on", problem.Hint, StringComparison.Ordinal);

        Assert.Equal(TaskShape.Rectangles, (await CheckAsync(new TrainRequest(), new AppOptions { AutoConvertClasses = true })).Request!.Conversion);
        Assert.Null((await CheckAsync(new TrainRequest { ConvertClasses = "off" }, new AppOptions { AutoConvertClasses = true })).Request);
        Assert.Null((await CheckAsync(new TrainRequest { Classes = ["rectangle"] })).Request!.Conversion);
    }

    [Fact]
    public async Task Another_task_of_the_app_is_recommended_where_it_fits()
    {
        Write("bitmap", "polygon");

        var (_, problems, _) = await CheckAsync(new TrainRequest(), null, "pose estimation", "instance segmentation");
        Assert.Contains("--model Model 2", Assert.Single(problems, problem => problem.Id == "TRAIN640").Hint, StringComparison.Ordinal);

        var (_, others, _) = await CheckAsync(new TrainRequest(), null, "pose estimation");
        Assert.Contains("another project", Assert.Single(others, problem => problem.Id == "TRAIN640").Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("instance segmentation", "polygon", true, nameof(TaskShape.Masks), 0)]
    [InlineData("instance segmentation", "polygon point", true, nameof(TaskShape.Masks), 1)]
    [InlineData("instance segmentation", "point", false, null, 0)]
    [InlineData("object detection", "rectangle", true, null, 0)]
    [InlineData("object detection", "rectangle line", true, nameof(TaskShape.Rectangles), 0)]
    [InlineData("pose estimation", "graph", true, null, 0)]
    [InlineData("pose estimation", "graph point", false, null, 0)]
    public async Task A_class_of_any_shape_is_judged_by_its_objects(string task, string shapes, bool isPossible, string? conversion, int warnings)
    {
        Write([("any", shapes)]);

        var (request, problems, _) = await CheckAsync(new TrainRequest { ConvertClasses = "on" }, tasks: task);

        Assert.Equal((isPossible, conversion), (request is not null, request?.Conversion?.ToString()));
        Assert.Equal(warnings, problems.Count(problem => problem is { Id: "TRAIN646", Severity: Severity.Warning }));
    }

    [Fact]
    public async Task A_class_without_objects_is_a_warning_where_it_is_selected()
    {
        Write([("rectangle", "rectangle"), ("rectangle", "")]);

        var (request, problems, _) = await CheckAsync(new TrainRequest());
        Assert.NotNull(request);
        Assert.Equal(["rectangle", "rectangle 2"], request.Classes);
        Assert.Contains("'rectangle 2'", Assert.Single(problems, problem => problem.Id == "TRAIN642").Message, StringComparison.Ordinal);
        Assert.DoesNotContain((await CheckAsync(new TrainRequest { Classes = ["rectangle"] })).Problems, problem => problem.Id == "TRAIN642");
    }

    [Fact]
    public async Task No_class_at_all_and_none_selected_are_errors()
    {
        new ProjectFolder(Temporary["p"], """{"classes": [], "tags": []}""").Write("a/img/1.png", "1").Write("a/ann/1.png.json", """{"size": {"height": 1, "width": 1}, "tags": [], "objects": []}""");
        Assert.Contains((await CheckAsync(new TrainRequest())).Problems, problem => problem is { Id: "TRAIN618" } && problem.Message.Contains("has no class", StringComparison.Ordinal));

        Write("rectangle");
        Assert.Contains((await CheckAsync(new TrainRequest { Classes = [] })).Problems, problem => problem is { Id: "TRAIN618" } && problem.Message.Contains("No class is selected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_choice_all_classes_are_used_and_the_option_is_refused()
    {
        Write("rectangle", "polygon");
        var options = new AppOptions { ClassesSelector = new SelectorOption { Enabled = false }, AutoConvertClasses = true };

        Assert.Equal(["rectangle", "polygon"], (await CheckAsync(new TrainRequest(), options)).Request!.Classes);
        Assert.Equal("TRAIN643", Assert.Single((await CheckAsync(new TrainRequest { Classes = ["rectangle"] }, options)).Problems, problem => problem.Severity == Severity.Error).Id);
    }

    private void Write(params string[] shapes) => Write([.. shapes.Select(shape => (shape, shape))]);

    /// <summary>A project with a class of each shape, and objects of the shapes that are named beside it.</summary>
    private void Write((string Shape, string Objects)[] classes)
    {
        if (Directory.Exists(Temporary["p"])) Directory.Delete(Temporary["p"], recursive: true);
        var names = classes.Select((item, i) => classes.Take(i).Count(other => other.Shape == item.Shape) is var before and > 0 ? $"{item.Shape} {before + 1}" : item.Shape).ToList();
        var metas = classes.Select((item, i) => $$$"""{"title": "{{{names[i]}}}", "shape": "{{{item.Shape}}}", "color": "#FF0000", "geometry_config": {"nodes": {"n": {"label": "n", "loc": [0, 0]}}, "edges": []}}""");
        var objects = classes.SelectMany((item, i) => item.Objects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(shape => $$"""{"classTitle": "{{names[i]}}", "geometryType": "{{shape}}", "tags": [], {{Polygons}}}"""));
        var folder = new ProjectFolder(Temporary["p"], $$"""{"classes": [{{string.Join(", ", metas)}}], "tags": []}""");
        for (var i = 0; i < 6; i++)
        {
            folder.Write($"a/img/{i}.png", "picture");
            folder.Write($"a/ann/{i}.png.json", $$"""{"size": {"height": 9, "width": 9}, "tags": [], "objects": [{{string.Join(", ", objects)}}]}""");
        }
    }
}
