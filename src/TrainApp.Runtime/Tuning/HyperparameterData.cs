using TrainApp.Formats;

namespace TrainApp.Tuning;

/// <summary>Compares YAML by what it says, without regard to layout, quotes and comments.</summary>
internal static class HyperparameterData
{
    /// <summary>Whether two trees say the same.</summary>
    public static bool AreEqual(YamlNode a, YamlNode b) => (a, b) switch
    {
        (YamlScalar x, YamlScalar y) => x.Kind == y.Kind && (x.Kind == ScalarKind.Null || x.Value == y.Value),
        (YamlSequence x, YamlSequence y) => x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(static pair => AreEqual(pair.First, pair.Second)),
        (YamlMapping x, YamlMapping y) => x.Entries.Count == y.Entries.Count
            && x.Entries.Zip(y.Entries).All(static pair => pair.First.Key.Value == pair.Second.Key.Value && AreEqual(pair.First.Value, pair.Second.Value)),
        _ => false,
    };
}
