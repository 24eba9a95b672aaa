using System.Globalization;
using TrainApp.Formats;

namespace TrainApp.Requests;

/// <summary>An object of an app state, read field by field; each mistake is reported at its place and reading goes on.</summary>
/// <param name="node">The object.</param>
/// <param name="path">Its path, for sentences; empty for the whole.</param>
/// <param name="file">The file's name for problems.</param>
/// <param name="problems">Receives mistakes.</param>
internal sealed class AppStateSection(JsonNode node, string path, string file, List<Problem> problems)
{
    public JsonNode Node => node;

    /// <summary>A field's value; null when it is absent or <c>null</c>.</summary>
    public JsonNode? this[string name] => node[name] is { Kind: not JsonKind.Null } value ? value : null;

    /// <summary>
    /// Looks for keys that nobody reads: one that resembles a known key is a mistake, any other is doubtful.
    /// </summary>
    /// <param name="known">The keys that are read.</param>
    /// <param name="obsolete">Keys of older scripts, which are known to have no effect.</param>
    public AppStateSection CheckKeys(string[] known, params string[] obsolete)
    {
        foreach (var member in node.Members)
        {
            var full = Path(member.Name);
            if (known.Contains(member.Name)) continue;
            if (obsolete.Contains(member.Name)) Report(AppStateKinds.NoEffect, member.NamePlace, $"'{full}' has no effect: the split says which datasets are meant.");
            else if (NearestName.Resembling(member.Name, known) is { } meant) Report(AppStateKinds.UnknownKey, member.NamePlace, $"The app state has no key '{full}'. Did you mean '{meant}'?");
            else problems.Add(AppStateKinds.UnknownKey.At(file, member.NamePlace, $"'{full}' is no key of the app state and has no effect.") with { Severity = Severity.Warning });
        }

        return this;
    }

    /// <summary>A nested object; null when it is absent or none.</summary>
    public AppStateSection? Section(string name)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.Object) return new(value, Path(name), file, problems);
        Wrong(name, value, "an object");
        return null;
    }

    /// <summary>A text that is not empty.</summary>
    public string? Text(string name, bool isRequired = false)
    {
        if (Given(name, isRequired) is not { } value) return null;
        if (value.Kind == JsonKind.String && value.Text.Trim().Length > 0) return value.Text;
        Wrong(name, value, "a text that is not empty");
        return null;
    }

    public bool? Flag(string name)
    {
        if (this[name] is not { } value) return null;
        if (value.Kind == JsonKind.Boolean) return value.Text == "true";
        Wrong(name, value, "true or false");
        return null;
    }

    public long? Integer(string name, long least, long most, bool isRequired = false)
    {
        if (Given(name, isRequired) is not { } value) return null;
        if (Integer(value) is { } number && number >= least && number <= most) return number;
        Wrong(name, value, (least, most) is (1, < int.MaxValue) ? string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} to {most}") : "a whole number");
        return null;
    }

    /// <summary>One of some words, without regard to case.</summary>
    public string? Word(string name, bool isRequired, params string[] words)
    {
        if (Given(name, isRequired) is not { } value) return null;
        if (value.Kind == JsonKind.String && words.FirstOrDefault(word => string.Equals(word, value.Text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        Wrong(name, value, string.Join(", ", words.Select(word => $"'{word}'")), value.Kind == JsonKind.String ? NearestName.Suggest(value.Text, words) : "");
        return null;
    }

    /// <summary>A list of names and ids; a text alone counts as a list of one where <paramref name="mayBeText"/> says so.</summary>
    public IReadOnlyList<AppStateName>? Names(string name, bool isRequired, bool mayBeText = false, bool mayBeIds = true)
    {
        if (Given(name, isRequired) is not { } value) return null;
        var items = value.Kind == JsonKind.Array ? value.Items : mayBeText && value.Kind == JsonKind.String ? [value] : null;
        if (items is null)
        {
            Wrong(name, value, mayBeText ? "a text or a list of texts" : "a list");
            return null;
        }

        List<AppStateName> names = [];
        foreach (var item in items)
        {
            if (item.Kind == JsonKind.String && item.Text.Length > 0) names.Add(new(item.Text, null, item.Place));
            else if (mayBeIds && Integer(item) is { } id) names.Add(new(item.Text, id, item.Place));
            else Wrong(name, item, mayBeIds ? "names or ids" : "names");
        }

        return names.Count == items.Count ? names : null;
    }

    public void Report(ProblemKind kind, Place place, string message, string? hint = null) => problems.Add(kind.At(file, place, message, hint));

    public string Path(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static long? Integer(JsonNode value) =>
        value.Kind == JsonKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private JsonNode? Given(string name, bool isRequired)
    {
        if (this[name] is { } value) return value;
        if (isRequired) Report(AppStateKinds.Missing, node.Opening, $"The app state lacks '{Path(name)}'.");
        return null;
    }

    private void Wrong(string name, JsonNode value, string expected, string more = "") =>
        Report(AppStateKinds.WrongValue, value.Opening, $"'{Path(name)}': expected {expected}, found {value.Describe()}.{more}");
}
