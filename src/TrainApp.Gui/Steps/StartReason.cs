using System.Globalization;
using TrainApp.Gui.Setup;

namespace TrainApp.Gui.Steps;

/// <summary>Why nothing can be started now.</summary>
/// <param name="Text">The reason, in a few words.</param>
/// <param name="Address">Where it is repaired.</param>
internal sealed record StartReason(string Text, string Address)
{
    /// <summary>Null when nothing is in the way.</summary>
    public static StartReason? Of(RunSetup setup, DeviceSight sight)
    {
        var errors = setup.Verdict.Problems.Where(found => found.IsError).ToList();
        if (errors.Count > 0)
        {
            var steps = errors.Select(found => found.Step).Distinct().Order().ToList();
            var words = string.Join(", ", steps.Select(step => step.ToString()));
            return new(string.Create(CultureInfo.InvariantCulture, $"{errors.Count} error{(errors.Count == 1 ? "" : "s")} in {words}"), $"#{steps[0].ToString().ToLowerInvariant()}");
        }

        return sight.Holder is { } holder && setup.Request.Wait != true
            ? new(string.Create(CultureInfo.InvariantCulture, $"Run {holder.Run} works on {holder.Device}"), "#train")
            : null;
    }
}
