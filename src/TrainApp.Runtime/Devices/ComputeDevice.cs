namespace TrainApp.Devices;

/// <summary>A card that a run can be given.</summary>
/// <param name="Name">What CUDA calls it: <c>cuda:0</c>, ….</param>
/// <param name="Card">The card.</param>
internal sealed record ComputeDevice(string Name, GpuCard Card)
{
    /// <summary>Name and place, as a list shows it: <c>NVIDIA H100 80GB HBM3 (cuda:0)</c>.</summary>
    public string Label => $"{Card.Model} ({Name})";
}
