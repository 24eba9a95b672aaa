using System.Globalization;
using Spectre.Console;
using TrainApp.Messages;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.CommandLine;

/// <summary>Shows how a run gets on: a bar on a terminal, a line per epoch elsewhere. It only reads the run's folder.</summary>
internal sealed class RunProgressView : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private const double Mebibyte = 1024 * 1024;

    private readonly CancellationTokenSource _end = new();
    private readonly RunFolder _folder;
    private readonly TimeProvider _time;
    private readonly Task _following;
    private int _epochsShown;
    private int? _statesShown;
    private string? _preparingShown;

    private RunProgressView(RunFolder folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _following = !Message.IsSaid(MessageLevel.Info) ? Task.CompletedTask : Console.IsErrorRedirected ? FollowInLinesAsync() : FollowInBarAsync();
    }

    public static RunProgressView Start(RunFolder folder, TimeProvider time) => new(folder, time);

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        await _end.CancelAsync();
        await _following;
    }

    private async Task FollowInLinesAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            ShowLines();
            await PauseAsync();
        }

        ShowLines();
    }

    private void ShowLines()
    {
        var states = RunJournal.Read(_folder.JournalFile).Where(record => record.State is not null).ToList();
        // What went on before is known; from then on a state that ends between two looks is said, too.
        foreach (var record in states.Skip(_statesShown ?? states.Count - 1)) CommandOutput.Note(string.Create(CultureInfo.InvariantCulture, $"Run {_folder.Number}: {record.State}"));
        _statesShown = states.Count > 0 ? states.Count : null;

        if (RunProgress.Read(_folder.Directory) is not { } progress) return;
        if (progress.Preparing is { } preparing && preparing.What != _preparingShown)
        {
            _preparingShown = preparing.What;
            CommandOutput.Note(PreparingLine(preparing));
        }

        if (progress.EpochsFinished == _epochsShown) return;
        _epochsShown = progress.EpochsFinished;
        CommandOutput.Note(EpochLine(progress));
    }

    private Task FollowInBarAsync()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(string.Create(CultureInfo.InvariantCulture, $"Run {_folder.Number}"), maxValue: 1);
                while (!_end.IsCancellationRequested)
                {
                    ShowBar(bar);
                    await PauseAsync();
                }

                ShowBar(bar);
            });
    }

    private void ShowBar(ProgressTask bar)
    {
        var state = RunJournal.Read(_folder.JournalFile).LastOrDefault(record => record.State is not null)?.State ?? "queued";
        var progress = RunProgress.Read(_folder.Directory);
        var line = progress is null ? "" : progress.Preparing is { } piece ? PreparingLine(piece) : EpochLine(progress);
        bar.Description = Markup.Escape($"Run {_folder.Number} {state}  {line}".TrimEnd());
        if (progress?.Preparing is { TotalBytes: > 0 } preparing) bar.Value = (double)preparing.Bytes / preparing.TotalBytes.Value;
        if (progress?.TotalEpochs is not > 0) return;
        var partial = progress.TotalSteps is > 0 && progress.EpochsFinished < progress.TotalEpochs ? Math.Min(1, (double)progress.Step / progress.TotalSteps.Value) : 0;
        bar.Value = Math.Min(1, (progress.EpochsFinished + partial) / progress.TotalEpochs.Value);
    }

    private static string PreparingLine(PreparingProgress preparing)
    {
        var total = preparing.TotalBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $" of {bytes / Mebibyte:0.#}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{preparing.What}  {preparing.Bytes / Mebibyte:0.#}{total} MiB");
    }

    private static string EpochLine(RunProgress progress)
    {
        var total = progress.TotalEpochs is { } epochs ? string.Create(CultureInfo.InvariantCulture, $"/{epochs}") : "";
        var metrics = progress.Metrics.Take(4).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.####}"));
        return string.Create(CultureInfo.InvariantCulture, $"epoch {progress.EpochsFinished}{total}  {string.Join("  ", metrics)}");
    }

    private Task PauseAsync() => Task.Delay(s_interval, _time, _end.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
}
