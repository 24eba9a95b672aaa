using System.Text;
using System.Text.Json;
using TrainApp.Vision.CocoEvaluation.Reading;
using TrainApp.Vision.CocoEvaluation.Regions;
using TrainApp.Vision.CocoEvaluation.Similarity;

namespace TrainApp.Vision.Tests.CocoEvaluation;

public sealed class RegionTests
{
    [Theory]
    [InlineData("[[1,1,1,3,4,3,4,1]]")]
    [InlineData("""{"size":[4,5],"counts":[5,2,2,2,2,2,5]}""")]
    [InlineData("""{"size":[4,5],"counts":"5220003"}""")]
    [InlineData("""{"counts":"5220003","size":[4.0,5]}""")]
    [InlineData("[[1,1,1,3,3,3,3,1],[2,1,2,3,4,3,4,1]]")]
    public void Polygons_counts_and_text_give_the_same_mask(string segmentation)
    {
        // A square of 2 rows and 3 columns at column 1, row 1 of an image of 4 rows and 5 columns.
        var region = RegionOf(segmentation, 4, 5);

        Assert.Equal([5, 7, 9, 11, 13, 15], region.Intervals);
        Assert.Equal((6, new RegionBox(1, 1, 4, 3)), (region.Area, region.Box));
    }

    [Fact]
    public void Polygons_are_rasterised_as_COCO_does()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "masks", "coco_polygons.json")));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            int height = entry.GetProperty("size")[0].GetInt32(), width = entry.GetProperty("size")[1].GetInt32();
            foreach (var (polygon, text) in entry.GetProperty("polygons").EnumerateArray().Zip(entry.GetProperty("rles").EnumerateArray()))
                Assert.Equal(RegionOf(Compressed(text, height, width), height, width).Intervals, RegionOf($"[{polygon.GetRawText()}]", height, width).Intervals);

            var merged = RegionOf(entry.GetProperty("polygons").GetRawText(), height, width);
            Assert.Equal(RegionOf(Compressed(entry.GetProperty("merged"), height, width), height, width).Intervals, merged.Intervals);
            Assert.Equal(entry.GetProperty("area").GetInt32(), merged.Area);
            double[] box = [merged.Box.Left, merged.Box.Top, merged.Box.Right - merged.Box.Left, merged.Box.Bottom - merged.Box.Top];
            Assert.Equal(entry.GetProperty("bbox").EnumerateArray().Select(value => value.GetDouble()), box);
        }

        Assert.Equal(60, document.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("[[1,1,1,1e12,3,1e12,3,1]]", 6)]
    [InlineData("[[1,-1e12,1,1e12,3,1e12,3,-1e12]]", 8)]
    [InlineData("[[-1e12,1,-1e12,3,1e12,3,1e12,1]]", 10)]
    [InlineData("[[-1e300,-1e300,-1e300,1e300,1e300,1e300,1e300,-1e300]]", 20)]
    [InlineData("[[-1e12,-1e12,-1e12,1e12,-1e11,1e12]]", 0)]
    public void Polygons_that_reach_far_outside_are_cut_at_the_image(string segmentation, int area) => Assert.Equal(area, RegionOf(segmentation, 4, 5).Area);

    [Fact]
    public void Steep_sides_that_leave_the_image_cross_columns_outside_as_within_a_taller_one()
    {
        // What lies in an image of 5 columns and 4 rows is what lies in the same rows of one that the whole triangle is in.
        const string Inside = "[[0.3,40.2,4.6,71.8,2.2,1.4]]", Moved = "[[0.3,2.2,4.6,33.8,2.2,-36.8]]";

        var tall = RegionOf(Inside, 80, 5).Intervals;
        var rows = Enumerable.Range(0, 20).Where(place => Enumerable.Range(0, tall.Count / 2).Any(i => (((place / 4) * 80) + (place % 4) + 38) is var at && at >= tall[2 * i] && at < tall[(2 * i) + 1]));

        var low = RegionOf(Moved, 4, 5).Intervals;
        Assert.Equal(rows, Enumerable.Range(0, 20).Where(place => Enumerable.Range(0, low.Count / 2).Any(i => place >= low[2 * i] && place < low[(2 * i) + 1])));
        Assert.True(low.Count > 0);
    }

    [Fact]
    public void Overlaps_of_masks_are_those_of_pycocotools()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "masks", "mask_iou.json")));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            int height = entry.GetProperty("size")[0].GetInt32(), width = entry.GetProperty("size")[1].GetInt32();
            var found = Regions(entry.GetProperty("dt"), height, width);
            var marked = Regions(entry.GetProperty("gt"), height, width);
            var crowds = entry.GetProperty("iscrowd").EnumerateArray().Select(value => value.GetInt32() != 0).ToArray();
            for (var d = 0; d < found.Length; d++)
            {
                for (var g = 0; g < marked.Length; g++)
                {
                    Assert.Equal(entry.GetProperty("iou")[d][g].GetDouble(), MaskOverlap.Between(found[d], marked[g], crowds[g], 0), 1e-12);
                    Assert.Equal(entry.GetProperty("iou_no_crowd")[d][g].GetDouble(), MaskOverlap.Between(found[d], marked[g], isCrowd: false, 0), 1e-12);
                }
            }

            if (found.Length > 1)
                Assert.Equal(RegionOf(Compressed(entry.GetProperty("intersection_first_two"), height, width), height, width).Area, MaskOverlap.Intersection(found[0].Intervals, found[1].Intervals));
        }

        Assert.Equal(12, document.RootElement.GetArrayLength());
    }

    [Fact]
    public void Masks_for_other_sizes_match_nothing() =>
        Assert.Equal(-1, MaskOverlap.Between(RegionOf("""{"size":[2,3],"counts":[0,6]}""", 0, 0), RegionOf("""{"size":[3,2],"counts":[0,6]}""", 0, 0), isCrowd: false, 0.5));

    private static Region[] Regions(JsonElement texts, int height, int width) =>
        [.. texts.EnumerateArray().Select(text => RegionOf(Compressed(text, height, width), height, width))];

    private static string Compressed(JsonElement text, int height, int width) => $$"""{"size":[{{height}},{{width}}],"counts":{{text.GetRawText()}}}""";

    private static Region RegionOf(string segmentation, int height, int width)
    {
        var column = new CocoSegmentations();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(segmentation));
        SegmentationReader.Read(ref reader, column);
        return RegionTable.Build(column, _ => (height, width), new ParallelOptions())[0];
    }
}
