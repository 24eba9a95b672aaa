using System.Globalization;
using TrainApp.Formats;
using TrainApp.Runs;

namespace TrainApp.Gui.Service;

/// <summary>The settings of a run by name, in the words of the command line; hyperparameters by their paths.</summary>
internal static class RunSettings
{
    /// <summary>Every setting, in an order that is the same for all runs.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(RunStatus status)
    {
        List<KeyValuePair<string, string>> settings = [];
        if (status.Record is { } record)
        {
            Add("project", record.ProjectName);
            Add("project folder", record.ProjectDirectory);
            Add("model", record.Base is { } start ? string.Create(CultureInfo.InvariantCulture, $"{start.Run}:{start.Name}") : record.Model);
            Add("split", record.Split);
            Add("classes", string.Join(", ", record.Classes));
            if (record.Tags is { } tags) Add("tags", string.Join(", ", tags));
            Add("convertClasses", record.Conversion is null ? "off" : "on");
            Add("cache", record.Cache ? "on" : "off");
            Add("seed", record.Seed.ToString(CultureInfo.InvariantCulture));
            Add("device", string.Join(", ", record.Devices));
            Add("export", record.Exports.Count == 0 ? "none" : string.Join(", ", record.Exports));
        }

        if (ReadHyperparameters(status.Folder) is { } root) settings.AddRange(Flatten(root, ""));
        return settings;

        void Add(string name, string value) => settings.Add(KeyValuePair.Create(name, value));
    }

    private static YamlMapping? ReadHyperparameters(RunFolder folder) => File.Exists(folder.HyperparametersFile)
        ? YamlReader.Read(File.ReadAllText(folder.HyperparametersFile), folder.HyperparametersFile, ProblemKinds.HyperparameterYaml).Root as YamlMapping
        : null;

    private static IEnumerable<KeyValuePair<string, string>> Flatten(YamlMapping mapping, string prefix) => mapping.Entries.SelectMany(entry => entry.Value is YamlMapping inner
        ? Flatten(inner, $"{prefix}{entry.Key.Value}.")
        : [KeyValuePair.Create(prefix + entry.Key.Value, Write(entry.Value))]);

    private static string Write(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value,
        YamlSequence list => $"[{string.Join(", ", list.Items.Select(Write))}]",
        YamlMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key.Value}: {Write(entry.Value)}"))}}}",
        _ => "",
    };
}
