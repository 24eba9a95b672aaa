using System.Globalization;

namespace TrainApp.Devices;

/// <summary>What came of looking for a device by what somebody wrote.</summary>
internal enum DeviceMatch
{
    /// <summary>There is one such device.</summary>
    Found,

    /// <summary>It is the name of no device, here or elsewhere.</summary>
    NoName,

    /// <summary>It is a device's name, and this machine has no such device.</summary>
    Absent,

    /// <summary>Several cards are called so.</summary>
    Ambiguous,
}

/// <summary>Devices by their names: <c>cpu</c>, <c>cuda</c>, <c>cuda:0</c>, or by the name of a card, <c>NVIDIA H100</c> or <c>cuda:h100</c>.</summary>
internal static class DeviceNames
{
    public const string Cpu = "cpu";

    private const string Cuda = "cuda", CudaPrefix = "cuda:";

    /// <summary>Finds a device. A card is named by its whole name, or a part that no other card's name has; case does not count.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="gpus">The cards of this machine.</param>
    /// <param name="found">The device's name, or names where there are several.</param>
    public static DeviceMatch Find(string text, IReadOnlyList<ComputeDevice> gpus, out IReadOnlyList<string> found)
    {
        found = [];
        var word = text.Trim();
        if (word.Equals(Cpu, StringComparison.OrdinalIgnoreCase))
        {
            found = [Cpu];
            return DeviceMatch.Found;
        }

        var cuda = word.StartsWith(CudaPrefix, StringComparison.OrdinalIgnoreCase);
        var name = cuda ? word[CudaPrefix.Length..].Trim() : word;
        if (word.Equals(Cuda, StringComparison.OrdinalIgnoreCase)) (cuda, name) = (true, "0");
        if (cuda && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            if (place >= gpus.Count) return DeviceMatch.Absent;
            found = [gpus[place].Name];
            return DeviceMatch.Found;
        }

        if (name.Length == 0) return DeviceMatch.NoName;
        found = Called(gpus, model => model.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found.Count == 0) found = Called(gpus, model => model.Contains(name, StringComparison.OrdinalIgnoreCase));
        return found.Count switch
        {
            0 => cuda ? DeviceMatch.Absent : DeviceMatch.NoName,
            1 => DeviceMatch.Found,
            _ => DeviceMatch.Ambiguous,
        };
    }

    private static List<string> Called(IReadOnlyList<ComputeDevice> gpus, Func<string, bool> fits) =>
        [.. gpus.Where(gpu => fits(gpu.Card.Model)).Select(gpu => gpu.Name)];
}
