namespace TrainApp.Requests;

/// <summary>The devices that a request means.</summary>
internal static class DeviceChoice
{
    public static IReadOnlyList<string> Check(IReadOnlyList<string>? devices, RequestProblems problems)
    {
        foreach (var device in devices ?? [])
        {
            if (!DeviceNames.IsName(device)) problems.Error("TRAIN612", $"'{device}' is not a device: expected cpu or cuda:0, cuda:1, ….");
            else if (!DeviceNames.IsPresent(device)) problems.Error("TRAIN613", $"This machine has no device '{device}'.", "It has: " + string.Join(", ", DeviceNames.Present()) + ".");
        }

        return devices is { Count: > 0 } ? [.. devices.Distinct(StringComparer.Ordinal)] : [DeviceNames.Cpu];
    }
}
