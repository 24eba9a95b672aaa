using System.Text.Json;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Tests.Masks;

public sealed class RunLengthTests
{
    [Fact]
    public void Masks_of_the_reference_have_the_same_runs_text_area_and_box()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "masks", "masks.json")));
        var count = 0;
        foreach (var entry in file.RootElement.EnumerateArray())
        {
            int[] counts = [.. entry.GetProperty("counts").EnumerateArray().Select(item => item.GetInt32())];
            var text = entry.GetProperty("rle").GetString()!;
            int height = entry.GetProperty("size")[0].GetInt32(), width = entry.GetProperty("size")[1].GetInt32();

            Assert.Equal(text, CompressedRuns.Encode(counts));
            Assert.Equal(counts, CompressedRuns.Decode(text));
            Assert.Equal(entry.GetProperty("area").GetInt64(), RunLengths.Area(counts));
            var (left, top, right, bottom) = RunLengths.Bounds(counts, height);
            double[] box = right < left ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
            Assert.Equal(entry.GetProperty("bbox").EnumerateArray().Select(item => item.GetDouble()), box);
            var mask = RunLengths.ToMask(counts, width, height);
            if (mask is not null) Assert.Equal(counts, RunLengths.Of(mask, width, height));
            else Assert.Equal([width * height], counts);
            count++;
        }

        Assert.Equal(60, count);
    }

    [Fact]
    public void A_mask_beyond_its_own_picture_and_of_any_value_has_the_right_runs()
    {
        var mask = new Mask(1, 0, 2, 3, [7, 0, 9, 1, 200, 0]);

        Assert.Equal([3, 3, 1, 1, 4], RunLengths.Of(mask, 4, 3));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("4")]
    public void Runs_that_do_not_fill_the_image_are_an_error(string text) =>
        Assert.Contains("add up to", Assert.Throws<InvalidDataException>(() => RunLengths.ToMask(CompressedRuns.Decode(text), 3, 3)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("P", "middle")]
    [InlineData("a b", "does not belong")]
    [InlineData("o", "middle")]
    [InlineData("ooooooo0", "too large")]
    [InlineData("O", "is -1")]
    public void Text_that_is_none_is_an_error(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => CompressedRuns.Decode(text)).Message, StringComparison.Ordinal);
}
