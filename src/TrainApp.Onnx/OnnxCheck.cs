using System.Globalization;

namespace TrainApp;

/// <summary>How far an output of an exported model is from the original's.</summary>
/// <param name="Output">Name of the output.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="MaxAbsoluteError">The largest difference.</param>
/// <param name="MaxRelativeError">The largest difference as a share of the expected value, where that is not 0.</param>
/// <param name="Place">Indices of the largest difference.</param>
public sealed record OutputDifference(
    string Output, IReadOnlyList<long> Shape, double MaxAbsoluteError, double MaxRelativeError, IReadOnlyList<long> Place);

/// <summary>Compares a model file, run in ONNX Runtime, with what the original computed.</summary>
public static class OnnxCheck
{
    /// <summary>Runs the model on <paramref name="inputs"/> and compares every output.</summary>
    /// <param name="session">The model.</param>
    /// <param name="inputs">A tensor per input, in the model's order.</param>
    /// <param name="expected">The original's outputs by name: all that the model has.</param>
    /// <param name="tolerance">The largest absolute difference that is accepted.</param>
    /// <exception cref="OnnxMismatchException">An output is missing, has another shape, or differs by more.</exception>
    public static IReadOnlyList<OutputDifference> Compare(
        OnnxSession session, IReadOnlyList<TensorData> inputs, IReadOnlyDictionary<string, TensorData> expected, double tolerance = 1e-4)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(expected);
        var missing = expected.Keys.Except(session.OutputNames, StringComparer.Ordinal).FirstOrDefault();
        if (missing is not null)
            throw new OnnxMismatchException(missing, $"The exported model has no output '{missing}'; it has {string.Join(", ", session.OutputNames)}.");

        var found = session.Run(inputs);
        var differences = new List<OutputDifference>();
        for (var i = 0; i < found.Count; i++)
        {
            var name = session.OutputNames[i];
            if (!expected.TryGetValue(name, out var wanted))
                throw new OnnxMismatchException(name, $"The exported model has an output '{name}' that nothing was given to compare with.");
            differences.Add(Compare(name, wanted, found[i], tolerance));
        }

        return differences;
    }

    private static OutputDifference Compare(string name, TensorData expected, TensorData found, double tolerance)
    {
        if (!expected.Shape.AsSpan().SequenceEqual(found.Shape))
        {
            throw new OnnxMismatchException(
                name, $"The output '{name}' has the shape [{string.Join(", ", found.Shape)}]; the model's is [{string.Join(", ", expected.Shape)}].");
        }

        ReadOnlySpan<float> a = expected.Values.Span, b = found.Values.Span;
        double largest = 0, relative = 0;
        var place = 0;
        for (var i = 0; i < a.Length; i++)
        {
            // Two equal infinities are no difference; a NaN on one side alone is the largest there is.
            var difference = a[i].Equals(b[i]) ? 0 : Math.Abs((double)a[i] - b[i]);
            if (double.IsNaN(difference)) difference = double.PositiveInfinity;
            if (difference > largest) (largest, place) = (difference, i);
            if (a[i] != 0) relative = Math.Max(relative, difference / Math.Abs((double)a[i]));
        }

        var indices = Unravel(place, expected.Shape);
        if (largest <= tolerance) return new OutputDifference(name, expected.Shape, largest, relative, indices);

        throw new OnnxMismatchException(name, string.Create(
            CultureInfo.InvariantCulture,
            $"The output '{name}' differs at [{string.Join(", ", indices)}]: {b[place]:G7}, where the model has {a[place]:G7}. The difference {largest:G3} is more than {tolerance:G3}."));
    }

    private static long[] Unravel(long index, long[] shape)
    {
        var indices = new long[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--) (index, indices[i]) = Math.DivRem(index, shape[i]);
        return indices;
    }
}
