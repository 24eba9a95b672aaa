using System.Runtime.CompilerServices;

namespace TrainApp.Vision.Masks;

/// <summary>
/// Where a mask begins and ends when its pixels are walked through column by column, as COCO does. Its loops are compiled at
/// once (<c>AggressiveOptimization</c>): a conversion is over before they would be by themselves.
/// </summary>
internal static class ColumnEdges
{
    /// <summary>
    /// The places, counted down the columns of an image of that height, at which the inside begins and ends in turn. The
    /// mask lies in the image.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<int> Of(Mask mask, int imageHeight)
    {
        // Most rows equal the row above: comparing whole rows finds the few pixels that begin or end a piece of a column.
        var edges = new List<(int Column, int Row)>(2 * mask.Width);
        var counts = new int[mask.Width];
        ReadOnlySpan<byte> empty = new byte[mask.Width];
        var above = empty;
        for (var y = 0; y <= mask.Height; y++)
        {
            var row = y < mask.Height ? mask.Pixels.Slice(y * mask.Width, mask.Width) : empty;
            for (var x = above.CommonPrefixLength(row); x < row.Length; x += 1 + above[(x + 1)..].CommonPrefixLength(row[(x + 1)..]))
            {
                if (above[x] == 0 == (row[x] == 0)) continue;
                edges.Add((x, y));
                counts[x]++;
            }

            above = row;
        }

        return JoinColumns(InOrder(edges, counts, mask, imageHeight));
    }

    /// <summary>The edges as places, by column; within a column they come in order already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] InOrder(List<(int Column, int Row)> edges, int[] counts, Mask mask, int imageHeight)
    {
        var next = 0;
        for (var x = 0; x < counts.Length; x++) (counts[x], next) = (next, next + counts[x]);
        var places = new int[edges.Count];
        foreach (var (column, row) in edges) places[counts[column]++] = ((mask.Left + column) * imageHeight) + mask.Top + row;
        return places;
    }

    /// <summary>A piece that ends at the foot of a column where the next begins at the head of the next column goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static List<int> JoinColumns(int[] places)
    {
        var joined = new List<int>(places.Length);
        foreach (var place in places)
        {
            if (joined.Count > 0 && joined[^1] == place) joined.RemoveAt(joined.Count - 1);
            else joined.Add(place);
        }

        return joined;
    }
}
