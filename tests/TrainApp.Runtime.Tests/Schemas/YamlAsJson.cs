using System.Globalization;
using System.Text.Json.Nodes;
using TrainApp.Formats;
using JsonNode = System.Text.Json.Nodes.JsonNode;

namespace TrainApp.Tests.Schemas;

/// <summary>A YAML text as the JSON that editors check against a schema.</summary>
internal static class YamlAsJson
{
    public static string Convert(string yaml)
    {
        var document = YamlReader.Read(yaml, "file.yaml", ProblemKinds.OptionsYaml);
        Assert.Empty(document.Problems);
        return Node(document.Root!)!.ToJsonString();
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Value, Node(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar { Kind: ScalarKind.Null } => null,
        YamlScalar { Kind: ScalarKind.Bool } scalar => bool.Parse(scalar.Value),
        YamlScalar { Kind: ScalarKind.Integer } scalar => long.Parse(scalar.Value, CultureInfo.InvariantCulture),
        YamlScalar { Kind: ScalarKind.Float } scalar => double.Parse(scalar.Value, CultureInfo.InvariantCulture),
        YamlScalar scalar => scalar.Value,
        _ => throw new InvalidOperationException(),
    };
}
