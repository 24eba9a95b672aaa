using TrainApp.Devices;

namespace TrainApp.Requests;

/// <summary>The devices that a request means.</summary>
internal static class DeviceChoice
{
    public static IReadOnlyList<string> Check(IReadOnlyList<string>? devices, RequestProblems problems) => Check(devices, MachineDevices.Look(), problems);

    /// <returns>Their names, <c>cpu</c> or <c>cuda:N</c>, in the order given.</returns>
    public static IReadOnlyList<string> Check(IReadOnlyList<string>? devices, MachineDevices machine, RequestProblems problems)
    {
        List<string> chosen = [];
        foreach (var device in devices ?? [])
        {
            var hint = $"This machine has: {machine.Listed}.";
            switch (DeviceNames.Find(device, machine.Gpus, out var found))
            {
                case DeviceMatch.Found:
                    chosen.AddRange(found);
                    break;
                case DeviceMatch.Absent:
                    problems.Error("TRAIN613", $"This machine has no device '{device}'.", hint);
                    break;
                case DeviceMatch.Ambiguous:
                    problems.Error("TRAIN648", $"Several devices are called '{device}': {string.Join(", ", machine.Gpus.Where(gpu => found.Contains(gpu.Name)).Select(gpu => gpu.Label))}.", "Name one by its number.");
                    break;
                default:
                    problems.Error("TRAIN612", $"'{device}' is not a device: expected cpu, cuda:0, cuda:1, … or the name of a GPU.", hint);
                    break;
            }
        }

        return chosen.Count > 0 ? [.. chosen.Distinct(StringComparer.Ordinal)] : [DeviceNames.Cpu];
    }
}
