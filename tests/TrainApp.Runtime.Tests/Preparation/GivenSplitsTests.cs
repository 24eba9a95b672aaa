using System.Text.Json;
using TrainApp.Preparation;

namespace TrainApp.Tests.Preparation;

/// <summary>Splits of a given project are those that an independent program made of it.</summary>
public sealed class GivenSplitsTests : SplitTest
{
    [Theory]
    [InlineData("get_train_val_splits_by_tag(PROJECT, 'train', 'val', 'ignore')", "tags:train=train,val=val,untagged=ignore")]
    [InlineData("get_train_val_splits_by_tag(PROJECT, 'train', 'val', 'train')", "tags:train=train,val=val,untagged=train")]
    [InlineData("get_train_val_splits_by_tag(PROJECT, 'train', 'val', 'val')", "tags:train=train,val=val,untagged=val")]
    [InlineData("get_train_val_splits_by_dataset(PROJECT, ['ds_a', 'Übung'], ['ds_a/child', 'bindings'])", "datasets:train=ds_a+Übung,val=ds_a/child+bindings")]
    [InlineData("get_train_val_splits_by_dataset(PROJECT, ['ds_a/child/grandchild'], ['ds_a'])", "datasets:train=ds_a/child/grandchild,val=ds_a")]
    public void Sides_are_the_same(string call, string text)
    {
        var project = Project.Open(GivenData.Require("expected", "conversion", "project"));
        using var document = JsonDocument.Parse(File.ReadAllBytes(GivenData.Require("expected", "conversion", "expected", "splits.json")));
        var expected = document.RootElement.EnumerateObject().Single(entry => entry.Name.Contains(call, StringComparison.Ordinal)).Value;

        var split = Split(project, text);

        Assert.False(split.HasErrors);
        Assert.Equal(NamesOf(expected.GetProperty("train")), Names(split.Train).Order(StringComparer.Ordinal));
        Assert.Equal(NamesOf(expected.GetProperty("val")), Names(split.Val).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_lemons_have_the_same_numbers_on_both_sides()
    {
        var project = Project.Open(GivenData.Require("data", "lemons"));
        using var document = JsonDocument.Parse(File.ReadAllBytes(GivenData.Require("expected", "lemons", "lemons_split_count_seed0.json")));

        var split = Split(project, "random:80");

        Assert.Equal(document.RootElement.GetProperty("train").GetArrayLength(), split.Train.Count);
        Assert.Equal(document.RootElement.GetProperty("val").GetArrayLength(), split.Val.Count);
    }

    [Fact]
    public void Objects_are_counted_per_class_and_side()
    {
        var project = Project.Open(GivenData.Require("data", "lemons"));
        var source = new SplitSource(project);

        var counts = SplitCounts.Of(source, Split(project, "datasets:train=ds1,val=ds1"));

        Assert.Equal([new("kiwi", 6, 20), new("lemon", 6, 6)], counts.Train.Classes);
        Assert.Equal((6, 0), (counts.Val.Images, counts.Val.Empty));
    }

    private static IEnumerable<string> NamesOf(JsonElement side) =>
        side.EnumerateArray().Select(item => $"{item[0].GetString()}/{item[1].GetString()}").Order(StringComparer.Ordinal);
}
