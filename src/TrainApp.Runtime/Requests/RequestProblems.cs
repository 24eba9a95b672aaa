using TrainApp.Formats;

namespace TrainApp.Requests;

/// <summary>Gathers what is wrong or doubtful in a request.</summary>
internal sealed class RequestProblems
{
    private readonly List<Problem> _all;
    private readonly List<string> _notes;
    private readonly RequestOrigin? _origin;

    public RequestProblems()
    {
        _all = [];
        _notes = [];
    }

    private RequestProblems(RequestProblems whole, RequestOrigin origin)
    {
        _all = whole._all;
        _notes = whole._notes;
        _origin = origin;
    }

    public IReadOnlyList<Problem> All => _all;

    /// <summary>What was decided for the user, which is neither wrong nor doubtful.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public bool HasErrors => _all.Exists(problem => problem.Severity == Severity.Error);

    /// <summary>The same problems; those that are added here and have no place yet stand where a part of the request was read from.</summary>
    public RequestProblems At(RequestOrigin? origin) => origin is null ? this : new(this, origin);

    public void Error(string id, string message, string? hint = null) => Add([new Problem(id, Severity.Error, message, Hint: hint)]);

    public void Warn(string id, string message, string? hint = null) => Add([new Problem(id, Severity.Warning, message, Hint: hint)]);

    public void Note(string sentence) => _notes.Add(sentence);

    public void Add(IEnumerable<Problem> problems) =>
        _all.AddRange(_origin is { } origin ? problems.Select(problem => problem.File is null ? problem with { File = origin.File, Place = origin.Place } : problem) : problems);

    /// <summary>An error about a name that is not known: with the nearest one, or all there are.</summary>
    public void Unknown(string id, string message, string name, IEnumerable<string> known) =>
        Add([new Problem(id, Severity.Error, message + Advice(name, known), _origin?.File, _origin is null ? null : _origin.Items.TryGetValue(name, out var place) ? place : _origin.Place)]);

    private static string Advice(string name, IEnumerable<string> known) =>
        NearestName.Suggest(name, known) is { Length: > 0 } suggestion ? suggestion : $" There is: {string.Join(", ", known)}.";
}
