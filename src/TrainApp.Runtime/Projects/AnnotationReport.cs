using TrainApp.Shapes;

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

    /// <summary>A label is hardly one.</summary>
    public void Tiny(string message) => problems.Add(new(ProblemIds.LabelTiny, IsError: false, message, path, Line()));

    /// <summary>A label leaves its image; nothing or several pieces of it remain.</summary>
    public void Cut(Label label, ImageBorder border, int pieces)
    {
        var image = $"the image of {border.Width}×{border.Height} pixels";
        var (id, message) = pieces switch
        {
            0 when label.Geometry is GraphGeometry => (ProblemIds.LabelOutside, $"A '{label.ClassName}' has a key point outside {image}; it is left out."),
            0 => (ProblemIds.LabelOutside, $"A '{label.ClassName}' lies outside {image}; it is left out."),
            1 => (ProblemIds.LabelCut, $"A '{label.ClassName}' leaves {image}; it is cut at the border."),
            _ => (ProblemIds.LabelCut, $"A '{label.ClassName}' leaves {image}; it is cut at the border into {pieces} pieces."),
        };
        problems.Add(new(id, IsError: false, message, path, Line()));
    }

    /// <param name="count">The object's place in the list, from 1.</param>
    /// <param name="reason">Why it cannot be read.</param>
    public void Broken(int count, string reason)
    {
        HasErrors = true;
        problems.Add(new(ProblemIds.ObjectBroken, IsError: true, $"Object {count} cannot be read: {reason}", path, Line()));
    }

    public void Unreadable(string message, int? line)
    {
        HasErrors = true;
        problems.Add(new(ProblemIds.AnnotationUnreadable, IsError: true, message, path, line));
    }

    private int Line() => utf8.AsSpan(0, (int)_position + Start(utf8)).Count((byte)'\n') + 1;
}
