using System.Globalization;
using TrainApp.Control;
using TrainApp.Hosting;

namespace TrainApp.Fixture;

/// <summary>Uses runs from code: <c>from-code start name=value…</c> and <c>from-code watch RUN</c>; a line per event.</summary>
internal static class FromCode
{
    public const string Verb = "from-code";

    public static async Task<int> RunAsync(AppDescription app, string[] words)
    {
        try
        {
            var run = words[0] == "start" ? await AppRuns.StartAsync(app, Request(words[1..])) : AppRuns.Open(app, words[1]);
            await WatchAsync(run, stopsAfterFirstEpoch: words.Contains("stop"));
            var outcome = await run.WaitAsync();
            Say($"outcome {outcome.Run} {outcome.State} {outcome.ExitCode} {outcome.BestCheckpoint} {Path.GetFileName(outcome.Artifacts)} {outcome.Metrics.GetValueOrDefault("mAP")}");
            if (outcome.Cause is { } cause) Say($"cause {cause}");
            return outcome.ExitCode;
        }
        catch (WrongRequestException e)
        {
            foreach (var problem in e.Problems) Say($"problem {problem.Code} {Path.GetFileName(problem.File)} {problem.Line} {problem.Message}");
            return 2;
        }
        catch (Exception e) when (e is DeviceTakenException or KeyNotFoundException)
        {
            Say($"refused {e.GetType().Name} {e.Message}");
            return 5;
        }
    }

    private static async Task WatchAsync(RunHandle run, bool stopsAfterFirstEpoch)
    {
        await foreach (var found in run.WatchAsync())
        {
            switch (found)
            {
                case RunStateChanged state:
                    Say($"state {state.State}");
                    break;
                case RunStepEnded step:
                    Say($"step {step.Step} {step.IsDone} {step.Reason}");
                    break;
                case RunProgressed progress:
                    Say($"progress {progress.EpochsFinished}/{progress.TotalEpochs}");
                    if (stopsAfterFirstEpoch && progress.EpochsFinished >= 1)
                    {
                        stopsAfterFirstEpoch = false;
                        run.Stop(afterEpoch: true);
                    }

                    break;
                case RunMetric metric:
                    Say($"metric {metric.Name} {metric.Epoch} {metric.Step} {metric.Value}");
                    break;
                case RunLogLine line:
                    Say($"log {line.Text.Length} {line.Text[..Math.Min(80, line.Text.Length)]}");
                    break;
                case RunEnded end:
                    Say($"ended {end.Outcome.State}");
                    break;
            }
        }
    }

    private static TrainRequest Request(string[] words)
    {
        string? Given(string name) => words.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        return new TrainRequest
        {
            Model = Given("model"),
            Hyperparameters = Given("hyperparameters"),
            Device = Given("device") is { } device ? [device] : null,
            Set = words.Where(word => word.StartsWith("set.", StringComparison.Ordinal)).Select(word => word[4..].Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
        };
    }

    private static void Say(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
