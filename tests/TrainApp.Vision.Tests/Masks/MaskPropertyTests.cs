using CsCheck;
using TrainApp.Shapes;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Tests.Masks;

/// <summary>Masks of every density, from lone pixels to lone holes.</summary>
public sealed class MaskPropertyTests
{
    private static readonly Gen<Mask> s_masks =
        from width in Gen.Int[1, 24]
        from height in Gen.Int[1, 24]
        from left in Gen.Int[0, 5]
        from top in Gen.Int[0, 5]
        from density in Gen.Int[1, 9]
        from pixels in Gen.Int[0, 9].Select(value => value < density ? (byte)1 : (byte)0).Array[width * height]
        select new Mask(left, top, width, height, pixels);

    [Fact]
    public void Runs_give_the_mask_back() => s_masks.Sample(mask =>
    {
        int width = mask.Left + mask.Width + 2, height = mask.Top + mask.Height + (mask.Left % 2);
        var runs = RunLengths.Of(mask, width, height);
        var text = CompressedRuns.Encode([.. runs]);

        return runs.SequenceEqual(CompressedRuns.Decode(text))
            && runs.Skip(1).All(run => run > 0)
            && RunLengths.Area([.. runs]) == mask.Area
            && AreSame(mask, RunLengths.ToMask(CompressedRuns.Decode(text), width, height));
    });

    [Fact]
    public void A_packed_picture_gives_the_mask_back() => s_masks.Sample(mask =>
        mask.Crop() is null || AreSame(mask, MaskCodec.Decode(MaskCodec.Encode(mask))));

    [Fact]
    public void Contours_filled_together_give_the_mask_back() => s_masks.Sample(mask =>
    {
        var canvas = new PixelCanvas(mask.Width, mask.Height);
        var fill = new RingFill(canvas, 1);
        foreach (var border in BorderFollower.Follow(mask)) fill.Add(border.Points, mask.Left, mask.Top);
        fill.Fill();

        return AreSame(mask, new Mask(mask.Left, mask.Top, mask.Width, mask.Height, canvas.Pixels));
    });

    [Fact]
    public void Rings_that_connect_the_holes_fill_to_the_mask() => s_masks.Sample(mask =>
    {
        var pixels = new byte[mask.Width * mask.Height];
        foreach (var ring in ConnectedRings.Of(mask))
        {
            var piece = PolygonRaster.Draw(new PolygonGeometry(ring, []), 100, 100)!;
            for (var y = 0; y < mask.Height; y++)
            {
                for (var x = 0; x < mask.Width; x++) pixels[(y * mask.Width) + x] |= piece.Contains(mask.Left + x, mask.Top + y) ? (byte)1 : (byte)0;
            }
        }

        return AreSame(mask, new Mask(mask.Left, mask.Top, mask.Width, mask.Height, pixels));
    });

    private static bool AreSame(Mask mask, Mask? other)
    {
        var tight = mask.Crop();
        if (tight is null || other?.Crop() is not { } otherTight) return tight is null && other?.Crop() is null;
        return (tight.Left, tight.Top, tight.Width, tight.Height) == (otherTight.Left, otherTight.Top, otherTight.Width, otherTight.Height)
            && tight.Pixels.SequenceEqual(otherTight.Pixels);
    }
}
