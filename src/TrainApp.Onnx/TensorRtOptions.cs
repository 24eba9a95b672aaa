namespace TrainApp;

/// <summary>How a TensorRT engine is built.</summary>
public sealed record TensorRtOptions
{
    /// <summary>The shapes that inputs with open dimensions may have, by the inputs' names. Inputs whose shapes are fixed need none.</summary>
    public IReadOnlyDictionary<string, TensorRtShapes> Shapes { get; init; } = new Dictionary<string, TensorRtShapes>(StringComparer.Ordinal);

    /// <summary>Computes in 16-bit floats where that is faster: results differ by about a thousandth.</summary>
    public bool HalfPrecision { get; init; }

    /// <summary>How long building may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Further words for <c>trtexec</c>, each one argument.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Path of <c>trtexec</c>; without it <c>TENSORRT_HOME/bin</c> and <c>PATH</c> are looked through.</summary>
    public string? Program { get; init; }
}

/// <summary>Shapes of an input: the smallest, the one that is tuned for, the largest.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Opt">The one that the engine is tuned for.</param>
/// <param name="Max">The largest.</param>
public sealed record TensorRtShapes(IReadOnlyList<int> Min, IReadOnlyList<int> Opt, IReadOnlyList<int> Max)
{
    /// <summary>Shapes that differ in the first dimension, the batch, alone.</summary>
    /// <param name="smallest">The smallest batch.</param>
    /// <param name="usual">The batch that the engine is tuned for.</param>
    /// <param name="largest">The largest batch.</param>
    /// <param name="rest">The other dimensions, such as 3, 640, 640.</param>
    public static TensorRtShapes Batches(int smallest, int usual, int largest, params IReadOnlyList<int> rest) => new([smallest, .. rest], [usual, .. rest], [largest, .. rest]);
}
