using TrainApp.Devices;
using TrainApp.Gui.Service;
using TrainApp.Machine;
using TrainApp.Messages;

namespace TrainApp.Gui.Setup;

/// <summary>What the run could compute on, who works there now, and which number it would get; looked at again and again while somebody watches.</summary>
internal sealed class DraftDevices(AppService service, Draft draft) : WatchedPart, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    /// <summary>Devices are asked less often than locks.</summary>
    private const int Rarely = 5;

    private readonly SemaphoreSlim _look = new(1);
    private volatile DeviceSight _sight = DeviceSight.None;
    private CancellationTokenSource? _watching;

    public DeviceSight Sight => _sight;

    /// <summary>Looks at everything now.</summary>
    public async Task RefreshAsync()
    {
        await _look.WaitAsync();
        try
        {
            await Task.Run(() => Show(_sight with
            {
                Machine = MachineDevices.Look(),
                FreeMemory = MachineMemory.Available(),
                NextRun = service.NextRun(),
                Holder = FindHolder(),
            }));
        }
        finally
        {
            _look.Release();
        }
    }

    public void Dispose()
    {
        _watching?.Dispose();
        _look.Dispose();
    }

    private protected override void Join(bool isFirst)
    {
        if (!isFirst) return;
        draft.Changed += FollowHolder;
        _watching = new CancellationTokenSource();
        _ = KeepLookingAsync(_watching.Token);
    }

    private protected override void Rest()
    {
        draft.Changed -= FollowHolder;
        _watching?.Cancel();
    }

    private async Task KeepLookingAsync(CancellationToken cancelled)
    {
        try
        {
            using var timer = new PeriodicTimer(s_interval, service.Time);
            var isWell = true;
            for (var i = 0; ; i++)
            {
                isWell = await TryLookAsync(isRare: i % Rarely == 0, isWell);
                await timer.WaitForNextTickAsync(cancelled);
            }
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    /// <summary>A look that fails is said once; the next one may tell more.</summary>
    private async Task<bool> TryLookAsync(bool isRare, bool wasWell)
    {
        try
        {
            if (isRare) await RefreshAsync();
            else FollowHolder();
            return true;
        }
        catch (Exception e)
        {
            if (wasWell) Message.Say(MessageLevel.Error, $"The devices cannot be looked at: {e}");
            return false;
        }
    }

    private void FollowHolder()
    {
        try
        {
            Show(_sight with { Holder = FindHolder() });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What was seen before stays until the locks can be read again.
        }
    }

    private (string Device, int Run)? FindHolder() =>
        draft.Request.ShareDevice == true ? null : service.FindHolder(draft.Resolved?.Devices ?? [DeviceNames.Cpu]);

    private void Show(DeviceSight sight)
    {
        if (sight.LooksLike(_sight)) return;
        _sight = sight;
        Announce();
    }
}

/// <summary>One look at the machine.</summary>
/// <param name="Machine">Its devices; null before the first look.</param>
/// <param name="FreeMemory">Memory that a process can still get, in bytes.</param>
/// <param name="NextRun">Number that the next run would get.</param>
/// <param name="Holder">The device of the request that is taken, and the run that works on it.</param>
internal sealed record DeviceSight(MachineDevices? Machine, long FreeMemory, int NextRun, (string Device, int Run)? Holder)
{
    private const long Fine = 100_000_000;

    public static DeviceSight None { get; } = new(null, 0, 0, null);

    /// <summary>Whether somebody would see no difference.</summary>
    public bool LooksLike(DeviceSight other) => (Holder, NextRun, FreeMemory / Fine) == (other.Holder, other.NextRun, other.FreeMemory / Fine)
        && (ReferenceEquals(Machine, other.Machine) || (Machine is not null && other.Machine is not null && Memory(Machine).SequenceEqual(Memory(other.Machine))));

    private static IEnumerable<(string Name, long?)> Memory(MachineDevices machine) => machine.Gpus.Select(gpu => (gpu.Name, gpu.Card.Memory?.Used / Fine));
}
