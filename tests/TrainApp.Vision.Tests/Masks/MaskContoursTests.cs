using TrainApp.Shapes;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Tests.Masks;

public sealed class MaskContoursTests
{
    [Fact]
    public void Masks_of_the_reference_have_the_same_contours_polygons_and_outlines()
    {
        var count = 0;
        foreach (var entry in GivenMasks.Read("masks.json"))
        {
            var bitmap = entry.GetProperty("bitmap");
            int height = entry.GetProperty("size")[0].GetInt32(), width = entry.GetProperty("size")[1].GetInt32();
            var mask = RunLengths.ToMask(GivenMasks.Numbers(entry.GetProperty("counts")), width, height);
            Assert.Equal(bitmap.TryGetProperty("error", out _), mask is null);
            if (mask is null) continue;

            Assert.Equal(GivenMasks.Text(bitmap.GetProperty("contours")), GivenMasks.Text(mask.ToContours()));
            Assert.Equal(GivenMasks.Text(bitmap.GetProperty("polygons_epsilon1")), GivenMasks.Text(mask.ToPolygons()));
            var canvas = new PixelCanvas(width, height);
            ThickOutline.Draw(canvas, mask, 1);
            Assert.Equal(GivenMasks.Numbers(bitmap.GetProperty("contour3")), GivenMasks.Runs(canvas));
            count++;
        }

        Assert.Equal(56, count);
    }

    [Fact]
    public void Polygons_without_tolerance_are_the_contours()
    {
        var mask = new Mask(3, 2, 3, 3, [1, 1, 1, 1, 0, 1, 1, 1, 1]);

        Assert.Equal("3,2 3,4 5,4 5,2 | 3,3 4,2 5,3 4,4", GivenMasks.Text(mask.ToPolygons(tolerance: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.ToPolygons(-1));
    }
}
