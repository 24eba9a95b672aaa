namespace TrainApp.Devices;

/// <summary>A graphics card as the driver tells of it.</summary>
/// <param name="Place">Its place in the driver's own order, from 0.</param>
/// <param name="Model">Its name, such as <c>NVIDIA H100 80GB HBM3</c>.</param>
/// <param name="Uuid">What it is called for all time, such as <c>GPU-1b2c…</c>; null where nobody tells.</param>
/// <param name="Memory">Its memory; null where nobody tells.</param>
internal sealed record GpuCard(int Place, string Model, string? Uuid, GpuMemory? Memory);

/// <summary>Memory of a card, in bytes.</summary>
internal readonly record struct GpuMemory(long Total, long Free)
{
    public long Used => Total - Free;
}

/// <summary>What a card is doing now.</summary>
/// <param name="Percent">How much of the last moments it computed, in percent; null where nobody tells.</param>
/// <param name="Memory">Its memory; null where nobody tells.</param>
internal readonly record struct GpuUse(double? Percent, GpuMemory? Memory);
