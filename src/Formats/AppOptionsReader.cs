namespace TrainApp.Formats;

/// <summary>What <c>app_options.yaml</c> says.</summary>
/// <param name="Values">The options that it sets, in file order.</param>
/// <param name="Problems">What is wrong with the file.</param>
internal sealed record AppOptionsFile(IReadOnlyList<OptionValue> Values, IReadOnlyList<Problem> Problems)
{
    /// <summary>The place of the key of an option that is switched on, or null.</summary>
    public Place? Enabled(string key) => Values.FirstOrDefault(value => value.Key.Key == key && value.Value is true)?.KeyPlace;
}

/// <summary>An option that is set.</summary>
/// <param name="Key">Which.</param>
/// <param name="KeyPlace">Where its key stands.</param>
/// <param name="Value">A <see cref="bool"/>, a <see cref="string"/> or null.</param>
internal sealed record OptionValue(OptionKey Key, Place KeyPlace, object? Value);

/// <summary>Reads <c>app_options.yaml</c>.</summary>
internal static class AppOptionsReader
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name for problems.</param>
    public static AppOptionsFile Read(string text, string? file)
    {
        var document = YamlReader.Read(text, file, ProblemKinds.OptionsYaml);
        List<Problem> problems = [.. document.Problems];
        List<OptionValue> values = [];
        if (document.Root is not (YamlMapping or null or YamlScalar { Kind: ScalarKind.Null }))
        {
            problems.Add(ProblemKinds.OptionsNotMapping.At(file, document.Root.Place, $"App options are a mapping of keys to values; found {document.Root.Describe()}."));
        }

        foreach (var entry in (document.Root as YamlMapping)?.Entries ?? [])
        {
            var key = OptionKey.All.FirstOrDefault(known => known.Key == entry.Key.Value);
            if (key is null)
            {
                var known = OptionKey.All.Where(static option => option.Kind != OptionKind.NotSupportedYet).Select(static option => option.Key);
                problems.Add(ProblemKinds.UnknownOption.At(file, entry.Key.Place,
                    $"Unknown app option '{entry.Key.Value}'; known are {string.Join(", ", known)}.{NearestName.Suggest(entry.Key.Value, OptionKey.All.Select(static option => option.Key))}"));
            }
            else if (key.Kind == OptionKind.NotSupportedYet)
            {
                problems.Add(ProblemKinds.UnsupportedOption.At(file, entry.Key.Place, $"The app option '{key.Key}' is not supported yet and has no effect."));
            }
            else if (TryRead(key.Kind, entry.Value, out var value))
            {
                values.Add(new(key, entry.Key.Place, value));
            }
            else
            {
                problems.Add(ProblemKinds.WrongOption.At(file, entry.Value.Place, $"App option '{key.Key}' is {Expected(key.Kind)}; found {entry.Value.Describe()}."));
            }
        }

        return new(values, problems);
    }

    private static bool TryRead(OptionKind kind, YamlNode node, out object? value)
    {
        value = null;
        switch (kind, node)
        {
            case (OptionKind.Bool, YamlScalar { Kind: ScalarKind.Bool } scalar):
                value = scalar.Value[0] is 't' or 'T';
                return true;
            // Python's word for nothing stands in the files of apps that are brought over.
            case (OptionKind.Text or OptionKind.Logger, YamlScalar { Kind: ScalarKind.Null } or YamlScalar { IsPlain: true, Value: "None" }):
                return true;
            case (OptionKind.Logger, YamlScalar { Value: "tensorboard" }):
            case (OptionKind.Text, YamlScalar { Kind: ScalarKind.Text }):
                value = ((YamlScalar)node).Value;
                return true;
            default:
                return false;
        }
    }

    private static string Expected(OptionKind kind) => kind switch
    {
        OptionKind.Bool => "true or false",
        OptionKind.Logger => "tensorboard or null",
        _ => "a path or null",
    };
}
