using System.Globalization;
using System.Text.Json;
using TrainApp.Files;
using TrainApp.Runs;

namespace TrainApp.Gui.Setup;

/// <summary>The request in the making on disk, <c>host/draft.json</c>, so that it survives the server.</summary>
internal sealed class DraftFile : IDisposable
{
    /// <summary>A change is written when no other follows it for so long.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Timer _timer;
    private TrainRequest? _waiting;

    public DraftFile(Workspace workspace)
    {
        _path = Path.Combine(workspace.Root, "host", "draft.json");
        _timer = new Timer(_ => Write());
    }

    /// <summary>What was written last; null when there is nothing, or nothing that can be read, which is then kept aside.</summary>
    public TrainRequest? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(_path), RunJson.Files.TrainRequest);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            File.Move(_path, string.Create(CultureInfo.InvariantCulture, $"{_path}.broken-{DateTime.UtcNow:yyyyMMddHHmmssfff}"), overwrite: false);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes a request soon.</summary>
    public void Keep(TrainRequest request)
    {
        lock (_gate)
        {
            _waiting = request;
            _timer.Change(s_pause, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Writes what still waits.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Write();
    }

    private void Write()
    {
        lock (_gate)
        {
            if (_waiting is not { } request) return;
            _waiting = null;
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                AtomicFile.WriteBytes(_path, JsonSerializer.SerializeToUtf8Bytes(request, RunJson.Files.TrainRequest));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The draft lives on in memory; a start says that the workspace cannot be written to.
            }
        }
    }
}
