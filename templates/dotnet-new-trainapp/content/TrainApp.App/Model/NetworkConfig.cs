using System.Text.Json;

namespace TrainApp.App.Model;

/// <summary>What must be known, beside the weights, to build and use a network again. It is published as <c>config</c>.</summary>
/// <param name="Width">Channels after the first convolution.</param>
/// <param name="ImageSize">Side of the squares that images are fitted into.</param>
/// <param name="Classes">Names of the classes.</param>
public sealed record NetworkConfig(int Width, int ImageSize, IReadOnlyList<string> Classes)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Indented));

    public static NetworkConfig Load(string path) =>
        JsonSerializer.Deserialize<NetworkConfig>(File.ReadAllText(path)) ?? throw new InvalidDataException($"'{path}' is empty.");

    public FruitNet Build() => new(Classes.Count, Width);
}
