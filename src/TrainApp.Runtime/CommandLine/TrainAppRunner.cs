using System.CommandLine;
using TrainApp.Hosting;

namespace TrainApp.CommandLine;

/// <summary>Runs an app from its command line. Generated code calls it.</summary>
public static class TrainAppRunner
{
    /// <summary>Runs the verb in <paramref name="args"/> to its end; without one it prints help.</summary>
    /// <returns>The exit code: 0 done, 1 failed, 2 wrong request, 3 degraded, 4 stopped, 5 refused.</returns>
    public static async Task<int> RunAsync(AppDescription app, string[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        var commands = new AppCommands(app, TimeProvider.System);
        // '@name' is a name, not a file of arguments.
        var parsed = commands.Root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var output = new CommandOutput(args.Contains("--json"));
        if (parsed.Errors.Count > 0)
        {
            output.Problems([.. parsed.Errors.Select(error => new Formats.Problem("command-line", Formats.Severity.Error, error.Message, Hint: $"See '{parsed.CommandResult.Command.Name} --help'."))]);
            return ExitCodes.WrongRequest;
        }

        try
        {
            // Signals are handled by the verbs: a run that is asked to stop needs its time.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.Error("input-output", e.Message);
            return ExitCodes.Failed;
        }
    }
}
