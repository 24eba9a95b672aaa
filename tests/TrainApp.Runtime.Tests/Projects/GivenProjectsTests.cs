namespace TrainApp.Tests.Projects;

public sealed class GivenProjectsTests
{
    [Fact]
    public void The_lemons_have_their_labels_in_file_order()
    {
        var project = Project.Open(GivenData.Require("data", "lemons"));

        Assert.Empty(project.Problems);
        Assert.Equal(["kiwi", "lemon"], project.Meta.Classes.Select(item => item.Name));
        Assert.Equal([633L, 632], project.Meta.Classes.Select(item => item.Id!.Value));
        Assert.Equal(
            [
                "IMG_0748.jpeg 1067x800: kiwi 482,550; kiwi 772,394; lemon 531,120",
                "IMG_1836.jpeg 1067x800: lemon 752,421; kiwi 569,122; kiwi 464,539",
                "IMG_2084.jpeg 1067x800: lemon 324,254; kiwi 460,66; kiwi 740,150; kiwi 725,333; kiwi 632,555; kiwi 344,596; kiwi 110,217",
                "IMG_3861.jpeg 1067x800: lemon 549,216; kiwi 187,396; kiwi 365,385; kiwi 468,506",
                "IMG_4451.jpeg 1067x800: lemon 363,380; kiwi 249,100; kiwi 489,110; kiwi 314,535; kiwi 515,568",
                "IMG_8144.jpeg 1067x800: lemon 589,372; kiwi 612,110; kiwi 196,212; kiwi 425,561",
            ],
            project.Datasets["ds1"].Images.Select(image =>
            {
                var annotation = image.ReadAnnotation();
                return $"{image.Name} {annotation.Width}x{annotation.Height}: {string.Join("; ", annotation.Labels.Select(Describe))}";
            }));

        static string Describe(Label label)
        {
            var origin = Assert.IsType<BitmapGeometry>(label.Geometry).Origin;
            return $"{label.ClassName} {origin.X},{origin.Y}";
        }
    }

    [Fact]
    public void Nested_datasets_and_odd_names_are_found()
    {
        var project = Project.Open(GivenData.Require("expected", "conversion", "project"));

        Assert.Empty(project.Problems);
        Assert.Equal(16, project.Images.Count);
        Assert.Equal(["bindings", "ds_a", "ds_a/child", "ds_a/child/grandchild", "edge cases", "Übung"], project.Datasets.Select(dataset => dataset.FullName));
    }

    [Fact]
    public void Ids_of_a_project_that_carries_only_some_are_places()
    {
        var project = Project.Open(GivenData.Require("expected", "conversion", "project"));

        Assert.Equal(Enumerable.Range(1, 16).Select(place => (long)place), project.Images.Select(image => image.Id));
    }
}
