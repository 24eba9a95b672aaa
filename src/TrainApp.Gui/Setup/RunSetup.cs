using TrainApp.Requests;

namespace TrainApp.Gui.Setup;

/// <summary>
/// What the steps of the page show: the request in the making that all tabs share (<see cref="Draft"/>), or the one that
/// a run was started with (<see cref="StartedSetup"/>), which nobody can change any more.
/// </summary>
public abstract class RunSetup
{
    private protected RunSetup()
    {
    }

    /// <summary>Raised on any thread after <see cref="Request"/> or <see cref="Verdict"/> has changed.</summary>
    internal event Action? Changed;

    /// <summary>The request; null in it means the default.</summary>
    internal abstract TrainRequest Request { get; }

    /// <summary>Grows with every change of <see cref="Request"/>.</summary>
    internal abstract int Version { get; }

    /// <summary>What the latest check found; it may be of an older version.</summary>
    internal abstract SetupVerdict Verdict { get; }

    /// <summary>Whether the steps can only be read.</summary>
    internal abstract bool IsLocked { get; }

    /// <summary>The request with its defaults resolved, as far as the latest check without an error knows; null before one.</summary>
    internal abstract CheckedRequest? Resolved { get; }

    /// <summary>The hyperparameters as they were before their text became one that is no YAML; null when it always was.</summary>
    internal virtual HyperparameterForm? LastReadable => null;

    /// <summary>Changes the request; a locked one stays as it is.</summary>
    internal abstract void Change(Func<TrainRequest, TrainRequest> edit);

    private protected void Announce() => Changed?.Invoke();
}
