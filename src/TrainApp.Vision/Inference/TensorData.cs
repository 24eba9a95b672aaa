namespace TrainApp;

/// <summary>Numbers with a shape, owned by no framework.</summary>
public sealed record TensorData
{
    /// <summary>Wraps numbers; they are not copied.</summary>
    /// <param name="shape">The sizes, outermost first.</param>
    /// <param name="values">The numbers in row-major order: as many as the product of the sizes.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public TensorData(long[] shape, Memory<float> values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var count = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (count != values.Length)
            throw new ArgumentException($"The shape [{string.Join(", ", shape)}] holds {count} values; there are {values.Length}.", nameof(values));
        (Shape, Values) = (shape, values);
    }

    /// <summary>The sizes, outermost first.</summary>
    public long[] Shape { get; }

    /// <summary>The numbers in row-major order.</summary>
    public Memory<float> Values { get; }
}
