using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrainApp.Shapes;

/// <summary>
/// Fills rings of pixels as OpenCV does: their outlines are drawn, and what lies inside an odd number of them is filled.
/// Edges are followed from row to row in steps of 1/65,536 pixel.
/// </summary>
internal sealed class RingFill(PixelCanvas canvas, byte value)
{
    private const int Shift = 16;
    private const long AlmostOne = (1L << Shift) - 1;

    private readonly List<Edge> _edges = [];

    /// <summary>Draws the outline of a ring and keeps its edges.</summary>
    /// <param name="ring">Corners.</param>
    /// <param name="left">Column of the canvas's first pixel.</param>
    /// <param name="top">Row of the canvas's first pixel.</param>
    public void Add(IReadOnlyList<PixelPoint> ring, int left, int top)
    {
        for (var i = 0; i < ring.Count; i++)
        {
            PixelPoint from = ring[i == 0 ? ring.Count - 1 : i - 1], to = ring[i];
            AddEdge((long)from.X - left, (long)from.Y - top, (long)to.X - left, (long)to.Y - top);
        }
    }

    /// <summary>Fills what lies inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill()
    {
        if (_edges.Count < 2) return;
        var edges = CollectionsMarshal.AsSpan(_edges);
        edges.Sort(static (a, b) => a.First.CompareTo(b.First));
        var active = new List<Edge>();
        var next = 0;
        for (var y = Math.Max(0, edges[0].First); y < canvas.Height && (next < edges.Length || active.Count > 0); y++)
        {
            active.RemoveAll(edge => edge.Last <= y);
            for (; next < edges.Length && edges[next].First <= y; next++)
            {
                if (edges[next].Last > y) active.Add(edges[next].At(y));
            }

            FillRow(y, CollectionsMarshal.AsSpan(active));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow(long y, Span<Edge> active)
    {
        active.Sort(static (a, b) => a.X.CompareTo(b.X));
        for (var i = 0; i + 1 < active.Length; i += 2) canvas.SetRow(y, (active[i].X + AlmostOne) >> Shift, active[i + 1].X >> Shift, value);
        foreach (ref var edge in active) edge = edge.At(y + 1);
    }

    private void AddEdge(long x1, long y1, long x2, long y2)
    {
        PixelLine.Draw(canvas, x1, y1, x2, y2, value);
        if (y1 == y2) return;

        var slope = ((x2 - x1) << Shift) / (y2 - y1);
        _edges.Add(y1 < y2 ? new Edge(y1, y2, y1, x1 << Shift, slope) : new Edge(y2, y1, y2, x2 << Shift, slope));
    }

    /// <summary>An edge in a row.</summary>
    /// <param name="First">Its first row.</param>
    /// <param name="Last">The row behind its last.</param>
    /// <param name="Row">The row.</param>
    /// <param name="X">Where it is in that row, in parts of a pixel.</param>
    /// <param name="Slope">How far it goes from a row to the next.</param>
    private readonly record struct Edge(long First, long Last, long Row, long X, long Slope)
    {
        public Edge At(long row) => this with { Row = row, X = X + ((row - Row) * Slope) };
    }
}
