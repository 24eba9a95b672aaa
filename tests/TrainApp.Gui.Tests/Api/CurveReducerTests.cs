using TrainApp.Gui.Service;

namespace TrainApp.Gui.Tests.Api;

/// <summary>A curve stays small and keeps its extremes.</summary>
public sealed class CurveReducerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(1_001)]
    [InlineData(123_457)]
    public void A_curve_keeps_its_extremes_its_order_and_its_limit(int count)
    {
        var reducer = new CurveReducer(1_000);
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(_ => random.NextDouble()).ToList();
        for (var i = 0; i < count; i++) reducer.Add(new CurvePoint(i, 1, i, values[i]));
        var points = reducer.ToPoints();
        Assert.InRange(points.Count, 1, 1_000);
        Assert.Equal((values.Min(), values.Max()), (points.Min(point => point.Value), points.Max(point => point.Value)));
        Assert.Equal(points.Select(point => point.Step).Order(), points.Select(point => point.Step));
        Assert.All(points, point => Assert.Equal(values[(int)point.Step], point.Value));
        if (count <= 500) Assert.Equal(values, points.Select(point => point.Value));
    }
}
