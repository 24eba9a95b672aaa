using System.Globalization;

namespace TrainApp.Fixture;

/// <summary>What a library prints and an app logs beside its loss, where <c>FIXTURE_CHATTER</c> asks for it.</summary>
internal static class Chatter
{
    private static readonly bool s_isAsked = Environment.GetEnvironmentVariable("FIXTURE_CHATTER") is not null;

    public static void Say(TrainSession train, int epoch, int step, int steps)
    {
        if (!s_isAsked) return;
        var global = (epoch - 1) * steps + step;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch} step {step} <b>not markup</b>"));
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"\r {100 * (step + 1) / steps,3}%|{new string('#', 10 * (step + 1) / steps),-10}|"));
        if (step == steps - 1) Console.WriteLine();
        if (step == 0) Console.WriteLine("UserWarning: this is only a test");
        train.Logger.Log(new() { ["learning_rate"] = 0.01 / (1 + global), ["val/loss"] = 2.0 / (1 + global) }, global);
    }
}
