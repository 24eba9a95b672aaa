using TrainApp.Formats;

namespace TrainApp.Requests;

/// <summary>Gathers what is wrong or doubtful in a request.</summary>
internal sealed class RequestProblems
{
    private readonly List<Problem> _all = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<Problem> All => _all;

    /// <summary>What was decided for the user, which is neither wrong nor doubtful.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public bool HasErrors => _all.Exists(problem => problem.Severity == Severity.Error);

    public void Error(string id, string message, string? hint = null) => _all.Add(new Problem(id, Severity.Error, message, Hint: hint));

    public void Warn(string id, string message, string? hint = null) => _all.Add(new Problem(id, Severity.Warning, message, Hint: hint));

    public void Note(string sentence) => _notes.Add(sentence);

    public void Add(IEnumerable<Problem> problems) => _all.AddRange(problems);

    /// <summary>An error about a name that is not known: with the nearest one, or all there are.</summary>
    public void Unknown(string id, string message, string name, IEnumerable<string> known) =>
        Error(id, message + (NearestName.Suggest(name, known) is { Length: > 0 } suggestion ? suggestion : $" There is: {string.Join(", ", known)}."));
}
