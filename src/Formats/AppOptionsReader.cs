namespace TrainApp.Formats;

/// <summary>What <c>app_options.yaml</c> says.</summary>
/// <param name="Values">The options that it sets, in file order; what is explicitly null is not set.</param>
/// <param name="Problems">What is wrong with the file.</param>
internal sealed record AppOptionsFile(IReadOnlyList<OptionValue> Values, IReadOnlyList<Problem> Problems)
{
    /// <summary>The place of the key of an option that is switched on, or null.</summary>
    public Place? Enabled(string key) => Values.FirstOrDefault(value => value.Key.Key == key && value.Value is true)?.KeyPlace;
}

/// <summary>An option that is set.</summary>
/// <param name="Key">Which.</param>
/// <param name="KeyPlace">Where its key stands.</param>
/// <param name="ValuePlace">Where its value stands.</param>
/// <param name="Value">A <see cref="bool"/>, a <see cref="string"/> or a list of strings.</param>
internal sealed record OptionValue(OptionKey Key, Place KeyPlace, Place ValuePlace, object Value);

/// <summary>Reads <c>app_options.yaml</c>.</summary>
internal sealed class AppOptionsReader
{
    private readonly string? _file;
    private readonly List<Problem> _problems;
    private readonly List<OptionValue> _values = [];

    private AppOptionsReader(string? file, IEnumerable<Problem> problems)
    {
        _file = file;
        _problems = [.. problems];
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name for problems.</param>
    public static AppOptionsFile Read(string text, string? file)
    {
        var document = YamlReader.Read(text, file, ProblemKinds.OptionsYaml);
        var reader = new AppOptionsReader(file, document.Problems);
        reader.ReadRoot(document.Root);
        return new(reader._values, reader._problems);
    }

    private void ReadRoot(YamlNode? root)
    {
        if (root is not (YamlMapping or null or YamlScalar { Kind: ScalarKind.Null }))
        {
            Report(ProblemKinds.OptionsNotMapping, root.Place, $"App options are a mapping of keys to values; found {root.Describe()}.");
        }

        foreach (var entry in (root as YamlMapping)?.Entries ?? [])
        {
            var name = entry.Key.Value;
            if (OptionKey.All.FirstOrDefault(key => key.Key == name && key.Section.Length == 0) is { } key) ReadValue(key, entry);
            else if (OptionKey.Sections.Contains(name)) ReadSection(name, entry);
            else ReportUnknown(entry.Key, "app option", OptionKey.All.Select(static key => key.Section.Length > 0 ? key.Section : key.Name).Distinct());
        }
    }

    private void ReadSection(string section, YamlEntry owner)
    {
        var keys = OptionKey.All.Where(key => key.Section == section).ToList();
        // A demo is a folder, in short.
        if (keys.Find(static key => key.Kind == OptionKind.Path) is { } path && Scalar(path.Kind, owner.Value) is { } folder)
        {
            _values.Add(new(path, owner.Key.Place, owner.Value.Place, folder));
            return;
        }

        if (IsNothing(owner.Value)) return;
        if (owner.Value is not YamlMapping mapping)
        {
            var names = string.Join(", ", keys.Select(static key => key.Name));
            Report(ProblemKinds.WrongOption, owner.Value.Place, $"App option '{section}' is a section with {names}; found {owner.Value.Describe()}.");
            return;
        }

        foreach (var entry in mapping.Entries)
        {
            if (keys.Find(key => key.Name == entry.Key.Value) is { } key) ReadValue(key, entry);
            else ReportUnknown(entry.Key, $"key in '{section}'", keys.Select(static key => key.Name));
        }

        foreach (var key in keys.Where(key => key.IsRequired && (mapping.Find(key.Name) is not { } entry || IsNothing(entry.Value))))
        {
            Report(ProblemKinds.WrongOption, owner.Key.Place, $"App option '{section}' lacks '{key.Name}'.");
        }
    }

    private void ReadValue(OptionKey key, YamlEntry entry)
    {
        if (key.Kind == OptionKind.NotOffered)
        {
            Report(ProblemKinds.OptionNotOffered, entry.Key.Place, $"The app option '{key.Key}' is not offered and has no effect.");
        }
        else if (_values.Find(value => value.Key.Property == key.Property) is { } other)
        {
            Report(ProblemKinds.DuplicateOption, entry.Key.Place, $"The app option '{key.Key}' says again what '{other.Key.Key}' in line {other.KeyPlace.Line} says.");
        }
        else if (key.Kind == OptionKind.Methods && entry.Value is YamlSequence list)
        {
            ReadMethods(key, entry, list);
        }
        else if (Scalar(key.Kind, entry.Value) is { } value)
        {
            _values.Add(new(key, entry.Key.Place, entry.Value.Place, value));
        }
        else if (!IsNothing(entry.Value))
        {
            Report(ProblemKinds.WrongOption, entry.Value.Place, $"App option '{key.Key}' is {Expected(key.Kind)}; found {entry.Value.Describe()}.");
        }
    }

    private void ReadMethods(OptionKey key, YamlEntry entry, YamlSequence list)
    {
        List<string> methods = [];
        foreach (var item in list.Items)
        {
            var spelling = item is YamlScalar { Kind: ScalarKind.Text } scalar ? scalar.Value : null;
            if (spelling is not null && SplitMethodName.Find(spelling) is { } method)
            {
                if (!methods.Contains(method)) methods.Add(method);
                continue;
            }

            var suggestion = spelling is null ? "" : NearestName.Suggest(spelling, SplitMethodName.All);
            Report(ProblemKinds.WrongOption, item.Place, $"A method of splitting is {string.Join(", ", SplitMethodName.All)}; found {item.Describe()}.{suggestion}");
        }

        if (list.Items.Count == 0) Report(ProblemKinds.WrongOption, list.Place, $"App option '{key.Key}' is {Expected(key.Kind)}; found an empty list.");
        else if (methods.Count > 0) _values.Add(new(key, entry.Key.Place, list.Place, methods));
    }

    // Python's word for nothing stands in the files of apps that are brought over.
    private static bool IsNothing(YamlNode node) => node is YamlScalar { Kind: ScalarKind.Null } or YamlScalar { IsPlain: true, Value: "None" };

    private static object? Scalar(OptionKind kind, YamlNode node) => (kind, node) switch
    {
        _ when IsNothing(node) => null,
        (OptionKind.Bool, YamlScalar { Kind: ScalarKind.Bool } scalar) => scalar.Value[0] is 't' or 'T',
        (OptionKind.Logger, YamlScalar { Value: "tensorboard" } scalar) => scalar.Value,
        (OptionKind.Text or OptionKind.Path, YamlScalar { Kind: ScalarKind.Text } scalar) when scalar.Value.Trim().Length > 0 => scalar.Value,
        _ => null,
    };

    private static string Expected(OptionKind kind) => kind switch
    {
        OptionKind.Bool => "true or false",
        OptionKind.Logger => "tensorboard or null",
        OptionKind.Methods => $"a list of {string.Join(", ", SplitMethodName.All)}",
        OptionKind.Path => "a path or null",
        _ => "text or null",
    };

    private void ReportUnknown(YamlScalar key, string what, IEnumerable<string> known)
    {
        List<string> names = [.. known];
        Report(ProblemKinds.UnknownOption, key.Place, $"Unknown {what} '{key.Value}'; known are {string.Join(", ", names)}.{NearestName.Suggest(key.Value, names)}");
    }

    private void Report(ProblemKind kind, Place place, string message) => _problems.Add(kind.At(_file, place, message));
}
