using System.Runtime.InteropServices;

namespace TrainApp.Vision.Benchmarking.Pixels;

/// <summary>The pieces of a mask: pixels that touch each other, corner to corner too.</summary>
internal static class PixelPieces
{
    /// <summary>Takes the places of each piece.</summary>
    public delegate void Visit(ReadOnlySpan<int> places);

    public static void ForEach(bool[] mask, int width, int height, Visit visit)
    {
        var left = (bool[])mask.Clone();
        var piece = new List<int>();
        for (var first = 0; first < left.Length; first++)
        {
            if (!left[first]) continue;
            piece.Clear();
            Take(first);
            // The list grows while it is gone through.
            for (var i = 0; i < piece.Count; i++) TakeAround(piece[i]);
            visit(CollectionsMarshal.AsSpan(piece));
        }

        void Take(int place)
        {
            left[place] = false;
            piece.Add(place);
        }

        void TakeAround(int place)
        {
            var (x, y) = (place % width, place / width);
            for (var ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
            {
                for (var nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                {
                    if (left[(ny * width) + nx]) Take((ny * width) + nx);
                }
            }
        }
    }
}
