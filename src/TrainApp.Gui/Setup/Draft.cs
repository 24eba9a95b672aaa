using TrainApp.Formats;
using TrainApp.Gui.Service;
using TrainApp.Messages;
using TrainApp.Requests;

namespace TrainApp.Gui.Setup;

/// <summary>The request in the making. One for all tabs; a check follows every change, and the latest one counts.</summary>
internal sealed class Draft : RunSetup, IDisposable
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(150);

    private readonly Lock _gate = new();
    private readonly AppService _service;
    private readonly DraftFile _file;
    private readonly HyperparameterForms _forms;
    private TrainRequest _request;
    private HyperparameterForm? _lastReadable;
    private SetupVerdict _verdict = SetupVerdict.None;
    private CheckedRequest? _resolved;
    private int _version;
    private CancellationTokenSource _check = new();

    /// <summary>Goes on where the latest server of the workspace left off.</summary>
    public Draft(AppService service)
    {
        _service = service;
        _forms = HyperparameterForms.Of(service.App.Hyperparameters);
        _file = new DraftFile(service.Workspace);
        _request = _file.Read() ?? new();
    }

    internal override TrainRequest Request
    {
        get { lock (_gate) return _request; }
    }

    internal override int Version
    {
        get { lock (_gate) return _version; }
    }

    internal override SetupVerdict Verdict
    {
        get { lock (_gate) return _verdict; }
    }

    internal override CheckedRequest? Resolved
    {
        get { lock (_gate) return _resolved; }
    }

    internal override bool IsLocked => false;

    internal override HyperparameterForm? LastReadable
    {
        get { lock (_gate) return _lastReadable; }
    }

    internal override void Change(Func<TrainRequest, TrainRequest> edit)
    {
        lock (_gate)
        {
            var edited = _forms.Folded(edit(_request));
            if (ReferenceEquals(edited, _request)) return;
            if (_forms.Of(_request) is { IsReadable: true } readable) _lastReadable = readable;
            _request = edited;
            _version++;
            _file.Keep(_request);
            _verdict = _verdict.WithTuning(_forms.Of(_request).Problems);
        }

        Announce();
        _ = CheckAsync();
    }

    /// <summary>Checks the request as it stands.</summary>
    public async Task CheckAsync()
    {
        TrainRequest request;
        int version;
        CancellationToken cancelled;
        lock (_gate)
        {
            (request, version) = (_request, _version);
            _check.Cancel();
            _check.Dispose();
            _check = new CancellationTokenSource();
            cancelled = _check.Token;
        }

        try
        {
            await Task.Delay(s_rest, cancelled);
            var verdict = await LookAsync(request, version, cancelled);
            lock (_gate)
            {
                if (version != _version) return;
                _verdict = verdict.WithTuning(_forms.Of(_request).Problems);
                _resolved = verdict.Accepted ?? _resolved;
            }

            Announce();
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // A later change is checked instead.
        }
    }

    /// <summary>What a check of the request as it stands finds; the latest verdict, unless it is of an older request.</summary>
    public Task<SetupVerdict> JudgeAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _verdict.Version == _version ? Task.FromResult(_verdict) : LookAsync(_request, _version, cancellationToken);
    }

    /// <summary>What cannot be read is a problem like any other, and not the end of the page.</summary>
    private async Task<SetupVerdict> LookAsync(TrainRequest request, int version, CancellationToken cancelled)
    {
        try
        {
            return await _service.CheckAsync(request, version, cancelled);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancelled.IsCancellationRequested)
        {
            if (e is not (IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or ProjectException)) Message.Say(MessageLevel.Error, $"The request cannot be checked: {e}");
            var problem = new Problem("input-output", Severity.Error, $"The request cannot be checked: {e.Message}");
            return new SetupVerdict(version, [new StepProblem(SetupStep.Project, problem)], [], null);
        }
    }

    public void Dispose()
    {
        _check.Cancel();
        _check.Dispose();
        _file.Dispose();
    }
}
