using TrainApp.Formats;

namespace TrainApp.Control;

/// <summary>Which kind of thing is in the way.</summary>
internal enum Refusal
{
    /// <summary>There is no such run.</summary>
    UnknownRun,

    /// <summary>What is asked for is wrong in itself.</summary>
    WrongRequest,

    /// <summary>The run is not in a state in which this can be done, and waiting does not help.</summary>
    WrongState,

    /// <summary>Another run or process is in the way.</summary>
    Busy,
}

/// <summary>Something that was asked for was not done, and nothing has changed. The problems say why, in the words that every caller shows.</summary>
/// <param name="kind">What is in the way.</param>
/// <param name="problems">Why; the first error is the main one.</param>
internal sealed class RefusedException(Refusal kind, IReadOnlyList<Problem> problems) : Exception(problems.First(problem => problem.Severity == Severity.Error).Message)
{
    /// <param name="kind">What is in the way.</param>
    /// <param name="code">A word or the id of a diagnostic.</param>
    /// <param name="message">One sentence.</param>
    /// <param name="hint">What to do.</param>
    public RefusedException(Refusal kind, string code, string message, string? hint = null)
        : this(kind, [new Problem(code, Severity.Error, message, Hint: hint)])
    {
    }

    public Refusal Kind { get; } = kind;

    public IReadOnlyList<Problem> Problems { get; } = problems;

    /// <summary>The device that is taken, and the run that works on it, where that is the reason.</summary>
    public (string Device, int Run)? Holder { get; init; }
}
