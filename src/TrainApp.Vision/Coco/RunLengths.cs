using System.Text.Json;

namespace TrainApp.Vision.Coco;

/// <summary>COCO's run lengths: pixels column by column, runs of zeros and ones in turn, a run of zeros first.</summary>
internal static class RunLengths
{
    /// <summary>The lengths of a mask placed in an image; the mask must lie inside it.</summary>
    public static List<int> Of(Mask mask, int imageWidth, int imageHeight)
    {
        var runs = new List<int>();
        var inside = false;
        var length = mask.Left * imageHeight;
        for (var x = mask.Left; x < mask.Left + mask.Width; x++)
        {
            length += mask.Top;
            if (inside && mask.Top > 0) Turn(runs, ref inside, ref length, mask.Top);
            for (var y = 0; y < mask.Height; y++)
            {
                if (mask.Pixels[(y * mask.Width) + x - mask.Left] != 0 != inside) Turn(runs, ref inside, ref length, 0);
                length++;
            }

            var below = imageHeight - mask.Top - mask.Height;
            if (inside && below > 0) Turn(runs, ref inside, ref length, 0);
            length += below;
        }

        var behind = (imageWidth - mask.Left - mask.Width) * imageHeight;
        if (inside && behind > 0) Turn(runs, ref inside, ref length, 0);
        runs.Add(length + behind);
        return runs;
    }

    public static void Write(Utf8JsonWriter json, Mask mask, int imageWidth, int imageHeight)
    {
        json.WriteStartObject();
        json.WriteStartArray("counts");
        foreach (var run in Of(mask, imageWidth, imageHeight)) json.WriteNumberValue(run);
        json.WriteEndArray();
        json.WriteStartArray("size");
        json.WriteNumberValue(imageHeight);
        json.WriteNumberValue(imageWidth);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Ends a run, of whose length the last <paramref name="already"/> pixels belong to the next one.</summary>
    private static void Turn(List<int> runs, ref bool inside, ref int length, int already)
    {
        runs.Add(length - already);
        length = already;
        inside = !inside;
    }
}
