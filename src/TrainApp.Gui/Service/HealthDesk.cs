using TrainApp.Findings;
using TrainApp.Inspection;
using TrainApp.Messages;
using TrainApp.Projects;

namespace TrainApp.Gui.Service;

/// <summary>How far a check of every file of a project is.</summary>
internal enum HealthState
{
    /// <summary>None was asked for.</summary>
    None,

    Running,

    Done,

    Stopped,
}

/// <summary>A check of every file of a project.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Examined">Images that were read.</param>
/// <param name="Images">All images; 0 before they are counted.</param>
/// <param name="Findings">What is damaged or doubtful, once it is done.</param>
internal sealed record HealthReport(HealthState State, int Examined, int Images, IReadOnlyList<Finding> Findings)
{
    public static HealthReport None { get; } = new(HealthState.None, 0, 0, []);
}

/// <summary>Checks every file of projects in the background: one check per project, for all who asked for it.</summary>
internal sealed class HealthDesk(Action<string>? decode, Action changed)
{
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private readonly List<Check> _checks = [];

    /// <summary>The latest check of a folder.</summary>
    public HealthReport Look(string directory)
    {
        lock (_gate) return Find(directory)?.Report ?? HealthReport.None;
    }

    /// <summary>Begins a check, unless one is at work.</summary>
    public void Start(string directory)
    {
        lock (_gate)
        {
            var old = Find(directory);
            if (old?.Report.State == HealthState.Running) return;
            if (old is not null) _checks.Remove(old);
            if (_checks.Count >= Kept && _checks.Find(check => check.Report.State != HealthState.Running) is { } oldest) _checks.Remove(oldest);
            var check = new Check(directory) { Report = new(HealthState.Running, 0, 0, []) };
            _checks.Add(check);
            _ = Task.Run(() => Run(check), CancellationToken.None);
        }

        changed();
    }

    /// <summary>Ends a check that is at work.</summary>
    public void Stop(string directory)
    {
        lock (_gate)
        {
            if (Find(directory) is { Report.State: HealthState.Running } check) check.Stop.Cancel();
        }
    }

    private Check? Find(string directory) => _checks.Find(check => string.Equals(check.Directory, directory, StringComparison.Ordinal));

    private void Run(Check check)
    {
        HealthReport report;
        try
        {
            var findings = ProjectHealth.Examine(check.Directory, decode, (examined, images) => Tell(check, check.Report with { Examined = examined, Images = images }), check.Stop.Token);
            report = check.Report with { State = HealthState.Done, Findings = findings };
        }
        catch (OperationCanceledException)
        {
            report = check.Report with { State = HealthState.Stopped };
        }
        catch (ProjectException e)
        {
            report = new(HealthState.Done, 0, 0, [new(Finding.Error, ProblemIds.ProjectUnusable, e.Message, e.Hint, e.Path)]);
        }
        catch (Exception e)
        {
            Message.Say(MessageLevel.Error, $"The files of '{check.Directory}' cannot be checked: {e}");
            report = new(HealthState.Done, 0, 0, [new(Finding.Error, ProblemIds.ProjectUnusable, $"The files cannot be checked: {e.Message}", Path: check.Directory)]);
        }

        Tell(check, report, isLast: true);
        check.Stop.Dispose();
    }

    /// <summary>Several threads tell at once: what is behind the last word, or says nothing new to a person, is dropped.</summary>
    private void Tell(Check check, HealthReport report, bool isLast = false)
    {
        lock (_gate)
        {
            var isNews = isLast || (report.Examined > check.Report.Examined && (report.Examined == report.Images || report.Examined * 20L / report.Images > check.Report.Examined * 20L / report.Images));
            if (!isNews) return;
            check.Report = report;
        }

        changed();
    }

    private sealed class Check(string directory)
    {
        public string Directory => directory;

        public CancellationTokenSource Stop { get; } = new();

        public HealthReport Report { get; set; } = HealthReport.None;
    }
}
