using TrainApp.Formats;

namespace TrainApp.Tests.Preparation;

public sealed class TagSplitTests : SplitTest
{
    [Theory]
    [InlineData("ignore", "d/both.png d/t.png", "d/both.png d/v.png")]
    [InlineData("train", "d/both.png d/none.png d/t.png", "d/both.png d/v.png")]
    [InlineData("val", "d/both.png d/t.png", "d/both.png d/none.png d/v.png")]
    public void Images_go_by_their_own_tags_and_one_with_both_to_both_sides(string untagged, string train, string val)
    {
        var split = Split(Tagged(), $"tags:train=T,val=V,untagged={untagged}");

        Assert.False(split.HasErrors);
        Assert.Equal((train, val), (string.Join(' ', Names(split.Train)), string.Join(' ', Names(split.Val))));
        Assert.Contains(split.Problems, problem => problem is { Id: "TRAIN525", Severity: Severity.Warning } && problem.Message.Contains("1 of 4 images", StringComparison.Ordinal));
        Assert.Equal(untagged == "ignore", split.Problems.Any(problem => problem.Id == "TRAIN524"));
    }

    [Fact]
    public void Several_tags_of_a_side_are_joined()
    {
        var project = NewProject();
        Add(project, "d", "1.png", ["T"]);
        Add(project, "d", "2.png", ["patient=7"]);
        Add(project, "d", "3.png", ["V"]);

        Assert.Equal(["d/1.png", "d/2.png"], Names(Split(project.Open(), "tags:train=T+patient,val=V").Train));
    }

    [Fact]
    public void A_tag_written_as_a_bare_name_counts()
    {
        var project = NewProject();
        Add(project, "d", "1.png", ["T"]);
        project.Write("d/img/2.png", "2").Write("d/ann/2.png.json", """{"size": {"height": 1, "width": 1}, "objects": [], "tags": ["V"]}""");

        Assert.Equal(["d/2.png"], Names(Split(project.Open(), "tags:train=T,val=V").Val));
    }

    [Theory]
    [InlineData("tags:train=unusd,val=V", "TRAIN526", "has no tag 'unusd'. Did you mean 'unused'?")]
    [InlineData("tags:train=unused,val=V", "TRAIN527", "No image carries the tag 'unused'.")]
    [InlineData("tags:train=on objects,val=V", "TRAIN527", "No image carries the tag 'on objects' itself: 2 objects do, and a split goes by tags of images alone.")]
    [InlineData("random:80,group=patiens", "TRAIN526", "Did you mean 'patient'?")]
    [InlineData("random:80,group=on objects", "TRAIN527", "2 objects do")]
    public void A_tag_that_cannot_divide_is_an_error(string text, string id, string words)
    {
        var problem = Assert.Single(Split(Tagged(), text).Problems);

        Assert.Equal((id, Severity.Error), (problem.Id, problem.Severity));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_whose_images_cannot_be_is_an_error()
    {
        var project = NewProject();
        Add(project, "d", "1.png", ["T"]);

        Assert.Equal("TRAIN527", Assert.Single(Split(project.Open(), "tags:train=T,val=V").Problems).Id);
    }

    [Fact]
    public void An_annotation_that_cannot_be_read_has_no_tags()
    {
        var project = NewProject();
        Add(project, "d", "1.png", ["T"]);
        Add(project, "d", "2.png", ["V"]);
        project.Write("d/img/3.png", "3").Write("d/ann/3.png.json", """{"tags": [{"name": "T"}], "objects": [}""");

        var split = Split(project.Open(), "tags:train=T,val=V,untagged=val");

        Assert.Equal((1, 2), (split.Train.Count, split.Val.Count));
    }

    private Project Tagged()
    {
        var project = NewProject();
        Add(project, "d", "both.png", ["V", "T"]);
        Add(project, "d", "none.png", ["patient=1"], classes: ["kiwi", "lemon"], objectTags: ["on objects"]);
        Add(project, "d", "t.png", ["T", "T"]);
        Add(project, "d", "v.png", ["V"]);
        return project.Open();
    }
}
