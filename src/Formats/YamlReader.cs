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
    private readonly List<YamlScalar> _scalars = [];
    private readonly List<int> _openFlows = [];
    private readonly int _skipped;
    private readonly Parser _parser;
    private ParsingEvent? _event;
    private int _reached;
    private bool _failed;

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
            var end = Offset(node.Start);
            while (end < _text.Length && !char.IsWhiteSpace(_text[end])) end++;
            Report(_kinds.Unsupported, Offset(node.Start), end, "Found a tag; tags are not supported.");
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
        // A scalar that was left out carries no marks.
        var place = scalar.Start.Index == 0 && scalar.End.Index == 0 ? _lines.Between(_reached, _reached) : PlaceOf(scalar.Start, scalar.End);
        var read = new YamlScalar(scalar.Value, scalar.Style is ScalarStyle.Plain or ScalarStyle.Any, place);
        if (place.Length > 0) _scalars.Add(read);
        Next();
        return read;
    }

    private YamlSequence ReadSequence(SequenceStart start, int depth)
    {
        List<YamlNode> items = [];
        var isFlow = start.Style == SequenceStyle.Flow;
        if (isFlow) _openFlows.Add(Offset(start.Start));
        Next();
        while (_event is NodeEvent or AnchorAlias)
        {
            if (ReadNode(depth + 1) is { } item) items.Add(item);
        }

        var place = Span(start, isFlow, items.Count == 0 ? null : items[items.Count - 1]);
        if (_event is SequenceEnd) Leave(isFlow);
        return new(items, isFlow, place);
    }

    private YamlMapping ReadMapping(MappingStart start, int depth)
    {
        List<YamlEntry> entries = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        YamlNode? last = null;
        var isFlow = start.Style == MappingStyle.Flow;
        if (isFlow) _openFlows.Add(Offset(start.Start));
        Next();
        while (_event is NodeEvent or AnchorAlias)
        {
            var keyEvent = _event;
            var keyNode = ReadNode(depth + 1);
            if (keyNode is not YamlScalar key)
            {
                if (keyNode is not null) _problems.Add(_kinds.Unsupported.At(_file, keyNode.Place, $"Found {keyNode.Describe()} as a key, expected text."));
                last = ReadNode(depth + 1) ?? last;
                continue;
            }

            if (_event is not (NodeEvent or AnchorAlias)) break;
            var value = ReadNode(depth + 1);
            var colon = _text.IndexOf(':', key.Place.Start + key.Place.Length);
            if (value is YamlScalar { Value: "", Place.Length: 0 } && colon >= 0) value = value with { Place = _lines.Between(colon + 1, colon + 1) };
            last = value ?? last;
            if (key is { IsPlain: true, Value: "" })
            {
                Report(_kinds.Invalid, colon, colon + 1, "Found a value without a key.");
            }
            else if (key is { IsPlain: true, Value: "<<" })
            {
                Report(_kinds.Unsupported, keyEvent, "Found a merge key '<<'; merging is not supported.");
            }
            else if (!keys.Add(key.Value))
            {
                Report(_kinds.Duplicate, keyEvent, $"The key '{key.Value}' appears twice.");
            }
            else if (value is not null && !(_failed && value is YamlSequence { IsFlow: true } or YamlMapping { IsFlow: true }))
            {
                entries.Add(new(key, value, null, null));
            }
        }

        var place = Span(start, isFlow, last);
        if (_event is MappingEnd) Leave(isFlow);
        return new(entries, isFlow, place);
    }

    private void Leave(bool isFlow)
    {
        if (isFlow) _openFlows.RemoveAt(_openFlows.Count - 1);
        Next();
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
        var end = isFlow && _event is not null ? EndOfFlow(Offset(_event.Start)) : last is null ? Offset(start.End) : last.Place.Start + last.Place.Length;
        return _lines.Between(Offset(start.Start), end);
    }

    private int EndOfFlow(int bracket) => bracket < _text.Length && _text[bracket] is ']' or '}' ? bracket + 1 : bracket;

    private void Next()
    {
        try
        {
            if (_event is not null) _reached = Math.Max(_reached, Offset(_event.End));
            _event = _parser.MoveNext() ? _parser.Current : null;
        }
        catch (YamlException e)
        {
            Fail(Offset(e.Start), Offset(e.End), Sentence(e));
        }
#pragma warning disable CA1031 // The library throws more than it documents on malformed text; a compiler plug-in must not.
        catch (Exception)
#pragma warning restore CA1031
        {
            Fail(_text.Length, _text.Length, "The text is not YAML from here on.");
        }
    }

    private void Fail(int start, int end, string message)
    {
        _event = null;
        _failed = true;
        if (start < _text.TrimEnd().Length)
        {
            Report(_kinds.Invalid, start, Math.Max(end, start + 1), message);
        }
        else if (_openFlows.Count > 0)
        {
            // Noticed at the end of the text; the mistake lies where the bracket opens.
            var open = _openFlows[_openFlows.Count - 1];
            Report(_kinds.Invalid, open, open + 1, $"Found '{_text[open]}' without the bracket that closes it.");
        }
        else
        {
            Report(_kinds.Invalid, _reached, _reached + 1, message);
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

    private void Report(ProblemKind kind, ParsingEvent at, string message) => Report(kind, Offset(at.Start), Math.Max(Offset(at.End), Offset(at.Start) + 1), message);

    private void Report(ProblemKind kind, int start, int end, string message) => _problems.Add(kind.At(_file, _lines.Between(start, end), message));

    private Place PlaceOf(Mark start, Mark end) => _lines.Between(Offset(start), Offset(end));

    private int Offset(Mark mark) => (int)Math.Min(mark.Index, int.MaxValue - 1) + _skipped;
}
