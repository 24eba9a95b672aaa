using TrainApp.Shapes;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Paints the masks of an image: which class and which object a pixel belongs to, with the border around each object.</summary>
internal static class VocMasks
{
    /// <summary>The two pictures. Where masks overlap, the later object's pixels stay.</summary>
    public static (IndexedPng Classes, IndexedPng Objects) Paint(VocImage image, DropCounter drops)
    {
        var classes = new PixelCanvas(image.Width, image.Height);
        // All borders come first, so that none takes pixels of a neighbour.
        foreach (var mask in image.Objects.Select(item => item.Mask).OfType<Mask>()) ThickOutline.Draw(classes, mask, VocPalette.Border);
        var objects = new PixelCanvas(image.Width, image.Height);
        classes.Pixels.CopyTo(objects.Pixels, 0);
        long painted = 0;
        for (var i = 0; i < image.Objects.Count; i++)
        {
            var item = image.Objects[i];
            if (item.Mask is null) continue;
            if (i >= VocPalette.Most)
            {
                drops.Add("mask", "VOC's masks tell 254 objects of an image apart");
                continue;
            }

            Fill(classes, item.Mask, (byte)(item.ClassIndex + 1));
            Fill(objects, item.Mask, (byte)(i + 1));
            painted += item.Mask.Area;
        }

        var left = objects.Pixels.LongCount(pixel => pixel is not (VocPalette.Background or VocPalette.Border));
        drops.Add("pixel", "another object covers it", (int)(painted - left));
        return (new(image.Width, image.Height, classes.Pixels), new(image.Width, image.Height, objects.Pixels));
    }

    private static void Fill(PixelCanvas canvas, Mask mask, byte value)
    {
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (mask.Pixels[(y * mask.Width) + x] != 0) canvas.Set(mask.Left + x, mask.Top + y, value);
            }
        }
    }
}
