using System.CommandLine;
using System.CommandLine.Help;
using TrainApp.Control;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Reports;
using TrainApp.Requests;

namespace TrainApp.CommandLine;

/// <summary>Runs an app from its command line. Generated code calls it.</summary>
public static class TrainAppRunner
{
    /// <summary>Runs the verb in <paramref name="args"/> to its end; without one it serves the page, or prints help where the app has none.</summary>
    /// <param name="app">The app.</param>
    /// <param name="args">The words of the command line.</param>
    /// <param name="appState">An <c>app_state.json</c> from which a training starts: its path, or the text itself. Options of the command line win over it. Null for none.</param>
    /// <param name="verbs">Verbs of a package that the app refers to.</param>
    /// <param name="cancellationToken">Stops what is under way.</param>
    /// <returns>The exit code: 0 done, 1 failed, 2 wrong request, 3 degraded, 4 stopped, 5 refused.</returns>
    public static async Task<int> RunAsync(AppDescription app, string[] args, string? appState = null, AddedVerbs? verbs = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);
        EnvironmentFiles.Load();
        Message.ReadLevel();
        var commands = new AppCommands(app, TimeProvider.System, verbs?.Make() ?? []) { AppState = appState };
        var parsed = Parse(commands, args);
        commands.Output = new CommandOutput(parsed.Errors.Count == 0 ? parsed.GetValue(commands.Json) : parsed.GetResult(commands.Json) is { Implicit: false });
        if (parsed.CommandResult.Command == commands.Root && parsed.UnmatchedTokens.Count == 0)
        {
            // The parser lets --version stand with nothing else, not even --json.
            if (args.Contains("--version")) parsed = Parse(commands, ["--version"]);
            else if (app.Serve is null) parsed = Parse(commands, ["--help"]);
        }

        if (parsed.Errors.Count > 0 || ParseErrors.Misplaced(parsed).Any())
        {
            commands.Output.Problems(ParseErrors.Describe(parsed));
            return ExitCodes.WrongRequest;
        }

        try
        {
            return commands.IsVerb(parsed) ? await InvokeAsync(parsed, Console.Out, cancellationToken) : await TellAsync(commands.Output, parsed, cancellationToken);
        }
        catch (RefusedException refused)
        {
            commands.Output.Problems(refused.Problems);
            return refused.Kind == Refusal.Busy ? ExitCodes.Refused : ExitCodes.WrongRequest;
        }
        catch (Exception e)
        {
            if (e is not (IOException or UnauthorizedAccessException)) Message.Say(MessageLevel.Error, e.ToString());
            commands.Output.Error(e is IOException or UnauthorizedAccessException ? "input-output" : "unexpected", e.Message);
            return ExitCodes.Failed;
        }
    }

    // '@name' is a name, not a file of arguments.
    private static ParseResult Parse(AppCommands commands, string[] args) =>
        commands.Root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    // Signals are handled by the verbs: a run that is asked to stop needs its time.
    private static Task<int> InvokeAsync(ParseResult parsed, TextWriter output, CancellationToken cancellationToken) => parsed.InvokeAsync(
        new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false, Output = output, Error = Console.Error },
        cancellationToken);

    /// <summary>Help and version: text, or the document that holds it.</summary>
    private static async Task<int> TellAsync(CommandOutput output, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var text = new StringWriter();
        var exitCode = await InvokeAsync(parsed, text, cancellationToken);
        var said = text.ToString().Trim();
        var document = parsed.Action is HelpAction ? new TextReport(Help: said) : new TextReport(Version: said);
        output.Result(document, ReportJson.Sparse.TextReport, () => [said]);
        return exitCode;
    }
}
