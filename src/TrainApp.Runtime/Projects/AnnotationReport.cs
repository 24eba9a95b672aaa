namespace TrainApp.Projects;

/// <summary>Collects the problems of one annotation file, with their lines.</summary>
internal sealed class AnnotationReport(string path, byte[] utf8, List<ProjectProblem> problems)
{
    private long _position;

    public bool HasErrors { get; private set; }

    /// <summary>Bytes before the text: those of a byte order mark.</summary>
    public static int Start(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>What is reported from now on is said of this place.</summary>
    public void At(long position) => _position = position;

    public void Doubtful(string message) => problems.Add(new(ProblemIds.AnnotationDoubtful, IsError: false, message, path, Line()));

    public void Broken(string message)
    {
        HasErrors = true;
        problems.Add(new(ProblemIds.ObjectBroken, IsError: true, message, path, Line()));
    }

    public void Unreadable(string message, int? line)
    {
        HasErrors = true;
        problems.Add(new(ProblemIds.AnnotationUnreadable, IsError: true, message, path, line));
    }

    private int Line() => utf8.AsSpan(0, (int)_position + Start(utf8)).Count((byte)'\n') + 1;
}
