namespace TrainApp.Messages;

/// <summary>How much a message matters.</summary>
internal enum MessageLevel
{
    Trace,
    Debug,
    Info,
    Warning,
    Error,
}

/// <summary>
/// What the framework itself says beside its results: on standard error, which in a worker is the run's log. <c>LOG_LEVEL</c>
/// decides what is said; errors always are.
/// </summary>
internal static class Message
{
    public const string Variable = "LOG_LEVEL";

    private static MessageLevel s_least = MessageLevel.Info;

    /// <summary>Takes the level from the environment; a word that is none is a warning, and the level stays.</summary>
    public static void ReadLevel()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } word) return;
        if (Parse(word) is { } level) s_least = level;
        else Say(MessageLevel.Warning, $"warning: {Variable} '{word}' is no level: expected TRACE, DEBUG, INFO, WARN, ERROR or CRITICAL. INFO holds.");
    }

    /// <summary>Whether messages of a level are said.</summary>
    public static bool IsSaid(MessageLevel level) => level >= s_least || level == MessageLevel.Error;

    /// <summary>Says something, if it matters enough.</summary>
    public static void Say(MessageLevel level, string line)
    {
        if (IsSaid(level)) Console.Error.WriteLine(line);
    }

    /// <summary>Says something for people who look into the framework.</summary>
    public static void Debug(FormattableString line)
    {
        if (IsSaid(MessageLevel.Debug)) Console.Error.WriteLine("debug: " + FormattableString.Invariant(line));
    }

    /// <summary>The level of a word, in any case; null for a word that is none.</summary>
    internal static MessageLevel? Parse(string word) => word.Trim().ToUpperInvariant() switch
    {
        "TRACE" => MessageLevel.Trace,
        "DEBUG" => MessageLevel.Debug,
        "INFO" or "INFORMATION" => MessageLevel.Info,
        "WARN" or "WARNING" => MessageLevel.Warning,
        "ERROR" or "CRITICAL" or "FATAL" => MessageLevel.Error,
        _ => null,
    };
}
