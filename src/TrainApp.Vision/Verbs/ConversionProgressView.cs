using System.Globalization;
using Spectre.Console;
using TrainApp.CommandLine;
using TrainApp.Messages;

namespace TrainApp.Vision.Verbs;

/// <summary>Shows on standard error how a conversion gets on: a bar on a terminal, a line per tenth elsewhere.</summary>
internal static class ConversionProgressView
{
    private const int Parts = 10;

    /// <summary>Does the work while its progress is shown.</summary>
    public static ConversionReport Run(Func<IProgress<ConversionProgress>?, ConversionReport> work)
    {
        if (!Message.IsSaid(MessageLevel.Info)) return work(null);
        if (Console.IsErrorRedirected) return work(new Lines());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).Start(context => work(new Bar(context.AddTask("Converting images", maxValue: 1))));
    }

    private sealed class Lines : IProgress<ConversionProgress>
    {
        private int _part;

        public void Report(ConversionProgress value)
        {
            var part = (int)((long)value.Done * Parts / value.Total);
            if (part == _part) return;
            _part = part;
            CommandOutput.Note(string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {value.Total} images are converted."));
        }
    }

    private sealed class Bar(ProgressTask bar) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => bar.Value = (double)value.Done / value.Total;
    }
}
