using System.Text;
using TorchSharp;
using TrainApp.Vision.Files;
using static TorchSharp.torch;

namespace TrainApp;

/// <summary>Weights of a network in a file, in TorchSharp's own format.</summary>
public static class TorchCheckpoint
{
    /// <summary>
    /// Saves the weights. The file appears whole or not at all: it is written beside, flushed to disk and renamed, so that
    /// a file of that name, the best so far say, is lost at no moment.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(nn.Module network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        WholeFile.Write(path, stream =>
        {
            // Given a stream, the network would close it before it is flushed to disk.
            using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            network.save(writer);
        });
    }

    /// <summary>Loads weights into a network of the same layers.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no weights, or those of another network.</exception>
    public static void Load(nn.Module network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no checkpoint '{path}'.", path);
        try
        {
            using var stream = File.OpenRead(path);
            network.load(stream, strict: true);
        }
        catch (Exception problem) when (problem is ArgumentException or EndOfStreamException or FormatException or InvalidOperationException or OverflowException or System.Runtime.InteropServices.ExternalException)
        {
            throw new InvalidDataException($"The checkpoint '{path}' does not fit {network.GetName()}: {problem.Message}", problem);
        }
    }
}
