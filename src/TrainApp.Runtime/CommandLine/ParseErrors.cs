using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using TrainApp.Formats;

namespace TrainApp.CommandLine;

/// <summary>What is wrong with the words of a command line, in our words: the parser's own name types and no neighbours.</summary>
internal static class ParseErrors
{
    private const string Code = "command-line";

    public static IReadOnlyList<Problem> Describe(ParseResult parsed)
    {
        List<Problem> problems = [.. Misplaced(parsed), .. parsed.UnmatchedTokens.Select(token => Unknown(parsed, token))];
        problems.AddRange(parsed.Errors.Where(error => error.SymbolResult is OptionResult or ArgumentResult).Select(error => Wrong(parsed, error)));
        return problems.Count > 0 ? problems : [.. parsed.Errors.Select(error => Problem(parsed, error.Message))];
    }

    /// <summary>Options of the page that stand before a verb, where they would do nothing.</summary>
    public static IEnumerable<Problem> Misplaced(ParseResult parsed) => parsed.CommandResult.Command == parsed.RootCommandResult.Command
        ? []
        : parsed.RootCommandResult.Children.OfType<OptionResult>()
            .Where(given => given is { Implicit: false, Option: { Recursive: false } and not (HelpOption or VersionOption) })
            .Select(given => Problem(parsed, $"{given.Option.Name} before '{parsed.CommandResult.Command.Name}' has no effect: it belongs to the page, which starts without a verb."));

    private static Problem Unknown(ParseResult parsed, string token)
    {
        var command = parsed.CommandResult.Command;
        var isOption = token.StartsWith('-');
        var known = isOption
            ? command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Where(option => !option.Hidden).Select(option => option.Name)
            : command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);
        var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
        return Problem(parsed, $"There is no {kind} '{token}'.{NearestName.Suggest(token, known)}");
    }

    private static Problem Wrong(ParseResult parsed, ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Tokens: [var value, ..], Option: var option }) return Problem(parsed, error.Message);
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        var expected = type == typeof(long) || type == typeof(int) ? "a whole number" : type == typeof(bool) ? "true, false or nothing" : null;
        return Problem(parsed, expected is null ? error.Message : $"{option.Name}: expected {expected}, found '{value.Value}'.");
    }

    private static Problem Problem(ParseResult parsed, string message)
    {
        var command = parsed.CommandResult.Command;
        return new Problem(Code, Severity.Error, message, Hint: command is RootCommand ? "See --help." : $"See {command.Name} --help.");
    }
}
