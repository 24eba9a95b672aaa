using System.Text.Json.Nodes;

namespace TrainApp.Tests.Projects;

/// <summary>Written metas in a form that compares: settings that switch nothing on are none.</summary>
internal static class WrittenMeta
{
    private const string NoSettings = """{"multiView":{"enabled":false,"isSynced":false,"tagId":null,"tagName":null}}""";

    public static string Comparable(JsonNode meta)
    {
        var root = WrittenJson.Sorted(meta)!.AsObject();
        if (root["projectSettings"]?.ToJsonString() == NoSettings) root.Remove("projectSettings");
        return root.ToJsonString();
    }
}
