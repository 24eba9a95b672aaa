using System.CommandLine;
using TrainApp.Control;
using TrainApp.Hosting;

namespace TrainApp.CommandLine;

/// <summary>The app's verbs and what they share.</summary>
internal sealed class AppCommands
{
    private readonly AppDescription _app;
    private readonly TimeProvider _time;

    public AppCommands(AppDescription app, TimeProvider time, IReadOnlyList<IVerb> added)
    {
        _app = app;
        _time = time;
        Root = new RootCommand($"{app.FrameworkName}: trains models and publishes them.")
        {
            new TrainVerb().Build(this),
            new RunsVerb().Build(this),
            new ShowVerb().Build(this),
            new StopVerb().Build(this),
            new RetryVerb().Build(this),
            new ExportVerb().Build(this),
            new StatsVerb().Build(this),
            new HealthVerb().Build(this),
            new CheckVerb().Build(this),
            new DoctorVerb().Build(this),
            new SchemaVerb().Build(this),
            new WorkerVerb().Build(this),
        };
        foreach (var verb in added) Root.Subcommands.Add(verb.Build(this));
        if (app.Serve is { } serve)
        {
            new PageVerb(serve).Fill(Root, this);
            Root.Subcommands.Add(new ServeVerb(serve).Build(this));
        }

        Root.Options.Add(Json);
        Root.Options.Add(WorkspaceOption);
    }

    public RootCommand Root { get; }

    /// <summary>The app state from which trainings start that name none.</summary>
    public string? AppState { get; init; }

    /// <summary>Where verbs say things.</summary>
    public CommandOutput Output { get; set; } = new(json: false);

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write one JSON document to standard output, everything else to standard error.",
        Recursive = true,
    };

    public Option<string?> WorkspaceOption { get; } = new("--workspace")
    {
        Description = "The workspace folder (else TRAINAPP_WORKSPACE, DEBUG_APP_DIR, ./trainapp-data).",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>A command whose action gets the app, the workspace and the output.</summary>
    public Command Verb(string name, string description, IEnumerable<Symbol> symbols, Func<CommandContext, CancellationToken, Task<int>> action)
    {
        var command = new Command(name, description);
        Fill(command, symbols, action);
        return command;
    }

    /// <summary>Gives a command its arguments, options and action.</summary>
    public void Fill(Command command, IEnumerable<Symbol> symbols, Func<CommandContext, CancellationToken, Task<int>> action)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else if (symbol is Option option) command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var workspace = Files.Workspace.Locate(parsed.GetValue(WorkspaceOption), _app.WorkDirectory);
            return action(new CommandContext(_app, workspace, parsed, Output, _time, AppState), cancellationToken);
        });
    }

    /// <summary>Whether something is to be done, and not help or the version shown.</summary>
    public bool IsVerb(ParseResult parsed) => (parsed.CommandResult.Command != Root || _app.Serve is not null) && parsed.Action == parsed.CommandResult.Command.Action;
}

/// <summary>What a verb works with.</summary>
internal sealed record CommandContext(AppDescription App, Files.Workspace Workspace, ParseResult Parsed, CommandOutput Output, TimeProvider Time, string? AppState)
{
    /// <summary>What can be done with runs; a refusal ends the verb.</summary>
    public RunActions Runs { get; } = new(App, Workspace, Time);
}

/// <summary>One verb.</summary>
internal interface IVerb
{
    Command Build(AppCommands commands);
}
