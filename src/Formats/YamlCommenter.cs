namespace TrainApp.Formats;

/// <summary>Gives every entry of a tree the comments that belong to it.</summary>
internal sealed class YamlCommenter(string text, LineMap lines, IReadOnlyList<YamlScalar> scalars)
{
    private readonly YamlComments _comments = new(text, lines, scalars);

    /// <summary>The same tree with comments.</summary>
    public YamlNode Attach(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping with { Entries = [.. mapping.Entries.Select(Attach)] },
        YamlSequence sequence => sequence with { Items = [.. sequence.Items.Select(Attach)] },
        _ => node,
    };

    private YamlEntry Attach(YamlEntry entry)
    {
        var isBlock = entry.Value is YamlMapping { IsFlow: false } or YamlSequence { IsFlow: false };
        var comment = isBlock ? null : _comments.Behind(entry.Value.Place.Start + entry.Value.Place.Length);
        return entry with
        {
            Value = Attach(entry.Value),
            Comment = comment ?? BehindKey(entry.Key),
            CommentAbove = _comments.Above(entry.Key.Place.Line),
        };
    }

    /// <summary>The comment behind <c>key:</c>, when the value stands on further lines.</summary>
    private YamlComment? BehindKey(YamlScalar key) => _comments.Behind(key.Place.Start + key.Place.Length);
}
