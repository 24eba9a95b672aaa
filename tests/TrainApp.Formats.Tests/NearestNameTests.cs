namespace TrainApp.Formats.Tests;

public class NearestNameTests
{
    [Theory]
    [InlineData("epochs", "epoches", true)]
    [InlineData("epcohes", "epoches", true)]
    [InlineData("eopches_", "epoches", false)]
    [InlineData("weight_deacyy", "weight_decay", true)]
    [InlineData("LR", "lr", true)]
    [InlineData("lr2", "lr", true)]
    [InlineData("ab", "lr", false)]
    [InlineData("k", "t", false)]
    [InlineData("lr", "lr", false)]
    public void Names_resemble_within_one_edit_or_two_for_long_ones(string given, string known, bool expected) =>
        Assert.Equal(expected, NearestName.Resembles(given, known));

    [Theory]
    [InlineData("ca", "abc", 3)]
    [InlineData("abcd", "acbd", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_swapped_neighbours_once(string a, string b, int expected) =>
        Assert.Equal(expected, NearestName.Distance(a, b));

    [Fact]
    public void The_closest_name_is_suggested() =>
        Assert.Equal(" Did you mean 'collapsable'?", NearestName.Suggest("collapsible", ["demo", "collapsable"]));
}
