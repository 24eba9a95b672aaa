using System.Globalization;

namespace TrainApp;

/// <summary>A device is in use by another run: nothing was started.</summary>
/// <param name="device">The device.</param>
/// <param name="run">Number of the run that works on it.</param>
public sealed class DeviceTakenException(string device, int run)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"Run {run} works on the device '{device}'. Wait for it ({nameof(TrainRequest.Wait)}), stop it, or allow several runs on the device ({nameof(TrainRequest.ShareDevice)})."))
{
    /// <summary>The device.</summary>
    public string Device { get; } = device;

    /// <summary>Number of the run that works on it.</summary>
    public int Run { get; } = run;
}
