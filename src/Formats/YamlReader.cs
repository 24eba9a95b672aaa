using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TrainApp.Formats;

/// <summary>
/// Reads the part of YAML 1.2 that settings files need and keeps places and comments. Anchors, aliases, merge keys, tags,
/// duplicate keys, several documents and tabs in indentation are problems. It never throws: a mistake in the syntax ends
/// the reading and is reported, and what was read until then is kept.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 64;
    private readonly string _text;
    private readonly string? _file;
    private readonly YamlProblemKinds _kinds;
    private readonly LineMap _lines;
    private readonly List<Problem> _problems = [];
    private readonly List<Place> _scalars = [];
    private readonly int _skipped;
    private readonly Parser _parser;
    private ParsingEvent? _event;

    private YamlReader(string text, string? file, YamlProblemKinds kinds)
    {
        _text = text;
        _file = file;
        _kinds = kinds;
        _lines = new(text);
        _skipped = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        _parser = new Parser(new StringReader(text.Substring(_skipped)));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name for problems.</param>
    /// <param name="kinds">The kinds of what may be wrong.</param>
    public static YamlDocument Read(string text, string? file, YamlProblemKinds kinds)
    {
        var reader = new YamlReader(text, file, kinds);
        // The library takes U+0000 for the end of the text, and would drop the rest in silence.
        if (UnprintableCharacter.Find(text) is >= 0 and var at)
        {
            reader.Report(kinds.Invalid, at, at + 1, $"Found the character U+{(int)text[at]:X4}, which YAML does not allow.");
            return new(null, reader._problems);
        }

        reader.Next();
        var root = reader.ReadDocument();
        return new(root, reader._problems);
    }

    private YamlNode? ReadDocument()
    {
        if (_event is StreamStart) Next();
        if (_event is not DocumentStart) return null;
        Next();
        var root = ReadNode(0);
        if (_event is DocumentEnd) Next();
        if (_event is DocumentStart second)
        {
            Report(_kinds.Unsupported, second, "Found a second document, expected one.");
        }

        // An error is worth more at the tab that caused it than where the library noticed it.
        YamlTabs.Check(_text, _lines, _scalars, (start, end) =>
        {
            _problems.RemoveAll(problem => problem.Id == _kinds.Invalid.Id);
            Report(_kinds.Invalid, start, end, "Found a tab in the indentation, expected spaces.");
        });
        return root is null ? null : new YamlCommenter(_text, _lines, _scalars).Attach(root);
    }

    private YamlNode? ReadNode(int depth)
    {
        if (_event is AnchorAlias alias)
        {
            Report(_kinds.Unsupported, alias, $"Found the alias '*{alias.Value}', expected the value itself.");
            Next();
            return null;
        }

        if (_event is not NodeEvent node) return null;
        if (!node.Anchor.IsEmpty)
        {
            Report(_kinds.Unsupported, Offset(node.Start), Offset(node.Start) + node.Anchor.Value.Length + 1, $"Found the anchor '&{node.Anchor.Value}'; anchors are not supported.");
        }
        else if (!node.Tag.IsEmpty && !(node is Scalar { IsQuotedImplicit: true, Tag.IsNonSpecific: true }))
        {
            Report(_kinds.Unsupported, node, $"Found the tag '{node.Tag.Value}'; tags are not supported.");
        }

        if (depth > MaxDepth)
        {
            Report(_kinds.Unsupported, node, $"The document is nested more than {MaxDepth} levels deep.");
            Skip();
            return null;
        }

        return node switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadSequence(start, depth),
            MappingStart start => ReadMapping(start, depth),
            _ => null,
        };
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var place = PlaceOf(scalar.Start, scalar.End);
        if (place.Length > 0) _scalars.Add(place);
        Next();
        return new(scalar.Value, scalar.Style is ScalarStyle.Plain or ScalarStyle.Any, place);
    }

    private YamlSequence ReadSequence(SequenceStart start, int depth)
    {
        List<YamlNode> items = [];
        Next();
        while (_event is NodeEvent)
        {
            if (ReadNode(depth + 1) is { } item) items.Add(item);
        }

        var isFlow = start.Style == SequenceStyle.Flow;
        var place = Span(start, isFlow, items.Count == 0 ? null : items[items.Count - 1]);
        if (_event is SequenceEnd) Next();
        return new(items, isFlow, place);
    }

    private YamlMapping ReadMapping(MappingStart start, int depth)
    {
        List<YamlEntry> entries = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        YamlNode? last = null;
        Next();
        while (_event is NodeEvent)
        {
            var keyEvent = _event;
            if (ReadNode(depth + 1) is not YamlScalar key)
            {
                if (keyEvent is not AnchorAlias) Report(_kinds.Unsupported, keyEvent, "Found a key that is not text.");
                last = ReadNode(depth + 1) ?? last;
                continue;
            }

            if (_event is not NodeEvent) break;
            var value = ReadNode(depth + 1);
            last = value ?? last;
            if (key is { IsPlain: true, Value: "" })
            {
                Report(_kinds.Invalid, keyEvent, "Found a value without a key.");
            }
            else if (key is { IsPlain: true, Value: "<<" })
            {
                Report(_kinds.Unsupported, keyEvent, "Found a merge key '<<'; merging is not supported.");
            }
            else if (!keys.Add(key.Value))
            {
                Report(_kinds.Duplicate, keyEvent, $"The key '{key.Value}' appears twice.");
            }
            else if (value is not null)
            {
                entries.Add(new(key, value, null, null));
            }
        }

        var isFlow = start.Style == MappingStyle.Flow;
        var place = Span(start, isFlow, last);
        if (_event is MappingEnd) Next();
        return new(entries, isFlow, place);
    }

    private void Skip()
    {
        var depth = 0;
        do
        {
            depth += _event!.NestingIncrease;
            Next();
        }
        while (depth > 0 && _event is not null);
    }

    /// <summary>The end mark of a block collection lies at the next token, lines further on: it ends with its last value.</summary>
    private Place Span(ParsingEvent start, bool isFlow, YamlNode? last)
    {
        var end = isFlow && _event is not null ? Offset(_event.End) : last is null ? Offset(start.End) : last.Place.Start + last.Place.Length;
        return _lines.Between(Offset(start.Start), end);
    }

    private void Next()
    {
        try
        {
            _event = _parser.MoveNext() ? _parser.Current : null;
        }
        catch (YamlException e)
        {
            var start = Offset(e.Start);
            Report(_kinds.Invalid, start, Math.Max(Offset(e.End), start + 1), Sentence(e));
            _event = null;
        }
#pragma warning disable CA1031 // The library throws more than it documents on malformed text; a compiler plug-in must not.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var start = _event is null ? 0 : Offset(_event.End);
            Report(_kinds.Invalid, start, start + 1, $"The text is not YAML from here on: {e.Message}");
            _event = null;
        }
    }

    /// <summary>The library's sentence; the inner one repeats the position, which the place already says.</summary>
    private static string Sentence(YamlException e)
    {
        var text = (e.InnerException?.Message ?? e.Message).Trim();
        var position = text.IndexOf("): ", StringComparison.Ordinal);
        if (text.StartsWith("(Line:", StringComparison.Ordinal) && position >= 0) text = text.Substring(position + 3);
        return text.EndsWith(".", StringComparison.Ordinal) ? text : text + ".";
    }

    private void Report(ProblemKind kind, ParsingEvent at, string message) => _problems.Add(kind.At(_file, PlaceOf(at.Start, at.End), message));

    private void Report(ProblemKind kind, int start, int end, string message) => _problems.Add(kind.At(_file, _lines.Between(start, end), message));

    private Place PlaceOf(Mark start, Mark end) => _lines.Between(Offset(start), Offset(end));

    private int Offset(Mark mark) => (int)Math.Min(mark.Index, int.MaxValue - 1) + _skipped;
}
