using TrainApp.Formats;

namespace TrainApp.Tuning;

/// <summary>Changes single values in YAML text and leaves every other character, comments above all, as it is.</summary>
internal static class HyperparameterText
{
    /// <summary>Sets a value.</summary>
    /// <param name="text">The text, valid YAML.</param>
    /// <param name="keys">The keys from the top.</param>
    /// <param name="value">The value as a plain, quoted or flow scalar or list on one line.</param>
    /// <returns>The new text, or null when the text is laid out so that the value cannot be put into it safely.</returns>
    public static string? Set(string text, IReadOnlyList<string> keys, string value)
    {
        var before = Parse(text);
        var root = before as YamlMapping;
        if (root is null && before is not (null or YamlScalar { Value: "" })) return null;
        var changed = Change(text, root, keys, value);
        // Editing by places is exact for every layout that we know; what it made is compared with what it should be.
        var expected = With(root, keys, Parse(value) ?? new YamlScalar("", true, default));
        return changed is not null && Parse(changed) is { } after && HyperparameterData.AreEqual(expected, after) ? changed : null;
    }

    private static string? Change(string text, YamlMapping? root, IReadOnlyList<string> keys, string value)
    {
        if (root is null) return Append(text, 0, keys, value);
        var mapping = root;
        for (var depth = 0; ; depth++)
        {
            string[] rest = [.. keys.Skip(depth)];
            if (mapping.Find(rest[0]) is not { } entry) return Insert(text, mapping, rest, value);
            if (rest.Length == 1) return Replace(text, entry, value);
            if (entry.Value is YamlScalar { Kind: ScalarKind.Null }) return Replace(text, entry, Flow([.. rest.Skip(1)], value));
            if (entry.Value is not YamlMapping inner) return null;
            if (inner.Entries.Count == 0 && !inner.IsFlow) return null;
            mapping = inner;
        }
    }

    private static string? Replace(string text, YamlEntry entry, string value)
    {
        var (start, end) = Extent(text, entry.Value);
        var colon = text.IndexOf(':', End(entry.Key));
        if (colon < 0) return null;
        if (start == end || start <= colon) return text.Insert(colon + 1, " " + value);
        if (!text.AsSpan(colon, start - colon).ContainsAny('\n', '\r')) return string.Concat(text.AsSpan(0, start), value, text.AsSpan(end));

        // The value stands on lines of its own: it moves up to the key, whose comment stays.
        var keyLine = LineEnd(text, colon);
        return string.Concat(text.AsSpan(0, colon + 1), " " + value, text.AsSpan(colon + 1, keyLine - colon - 1), text.AsSpan(LineEnd(text, end)));
    }

    private static string? Insert(string text, YamlMapping mapping, string[] keys, string value)
    {
        if (mapping.IsFlow)
        {
            var pair = $"{HyperparameterScalar.Write(keys[0])}: {(keys.Length == 1 ? value : Flow([.. keys.Skip(1)], value))}";
            return mapping.Entries.Count == 0
                ? text.Insert(mapping.Place.Start + 1, pair)
                : text.Insert(Math.Max(End(mapping.Entries[^1].Key), Extent(text, mapping.Entries[^1].Value).End), $", {pair}");
        }

        if (mapping.Entries.Count == 0) return null;
        var last = mapping.Entries[^1];
        var at = Math.Max(End(last.Key), End(LastOf(last.Value)));
        if (at == 0 || text[at - 1] is not ('\n' or '\r')) at = LineEnd(text, at);
        return Append(text, at, mapping.Entries[0].Key.Place.Column - 1, keys, value);
    }

    private static string Append(string text, int indent, IReadOnlyList<string> keys, string value) => Append(text, text.Length, indent, keys, value);

    private static string Append(string text, int at, int indent, IReadOnlyList<string> keys, string value)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = keys.Select((key, depth) => $"{new string(' ', indent + (2 * depth))}{HyperparameterScalar.Write(key)}:{(depth == keys.Count - 1 ? " " + value : "")}");
        var added = string.Join(newLine, lines);
        var startsLine = at == 0 || text[at - 1] is '\n' or '\r';
        return text.Insert(at, startsLine ? added + newLine : newLine + added);
    }

    private static string Flow(string[] keys, string value) =>
        Enumerable.Reverse(keys).Aggregate(value, static (inner, key) => $"{{{HyperparameterScalar.Write(key)}: {inner}}}");

    /// <summary>Where a value stands, without the line breaks that end a block scalar.</summary>
    private static (int Start, int End) Extent(string text, YamlNode node)
    {
        var end = End(LastOf(node));
        while (end > node.Place.Start && char.IsWhiteSpace(text[end - 1])) end--;
        return (node.Place.Start, end);
    }

    private static YamlNode LastOf(YamlNode node) => node switch
    {
        YamlMapping { IsFlow: false, Entries: [.., var last] } => LastOf(last.Value),
        YamlSequence { IsFlow: false, Items: [.., var last] } => LastOf(last),
        _ => node,
    };

    private static int End(YamlNode node) => node.Place.Start + node.Place.Length;

    private static int LineEnd(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny('\n', '\r');
        return end < 0 ? text.Length : at + end;
    }

    private static YamlMapping With(YamlMapping? mapping, IReadOnlyList<string> keys, YamlNode value)
    {
        List<YamlEntry> entries = [.. mapping?.Entries ?? []];
        var index = entries.FindIndex(entry => entry.Key.Value == keys[0]);
        var rest = keys.Skip(1).ToList();
        var inner = rest.Count == 0 ? value : With(index < 0 ? null : entries[index].Value as YamlMapping, rest, value);
        var changed = new YamlEntry(new(keys[0], false, default), inner, null, null);
        if (index < 0) entries.Add(changed);
        else entries[index] = changed;
        return new(entries, IsFlow: false, default);
    }

    private static YamlNode? Parse(string text) => YamlReader.Read(text, file: null, ProblemKinds.HyperparameterYaml) is { Problems: [], Root: var root } ? root : null;
}
