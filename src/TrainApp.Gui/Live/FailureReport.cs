using System.Globalization;
using System.Text;
using TrainApp.Gui.Service;

namespace TrainApp.Gui.Live;

/// <summary>What somebody who is asked for help needs to know of a run that did not end well, as plain text.</summary>
internal static class FailureReport
{
    public static string Of(string framework, RunView run)
    {
        var text = new StringBuilder();
        var (status, record) = (run.Status, run.Status.Record);
        Line($"{framework}, run {run.Number}: {run.State}");
        if (record is not null)
        {
            Line($"Model {record.Model}, project {record.ProjectName}, split {record.Split}, devices {string.Join(", ", record.Devices)}");
            foreach (var (name, value) in record.Environment) Line($"{name}: {value}");
        }

        if (status.Explanation is { } explanation)
        {
            Line($"Phase: {explanation.Phase}");
            Line($"Cause: {explanation.Cause}");
            if (explanation.Signal is { } signal) Line($"Signal: {signal}");
            else if (explanation.ExitCode is { } code) Line($"Exit code: {code}");
            Line($"Next step: {explanation.NextStep}");
            foreach (var line in explanation.LastLines) text.Append("    ").Append(line).Append('\n');
        }

        foreach (var step in status.FailedSteps) Line($"Step {step.Step} failed: {step.Reason}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
