using System.Text.Json.Nodes;

namespace TrainApp.Finalization;

/// <summary>Writes <c>train_val_split.json</c>: image ids as the reference has them, and names beside them.</summary>
internal sealed class SplitStep : IFinalizationStep
{
    public const string FileName = "train_val_split.json";

    public string Name => "split";

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        if (context.Split.CollectionIds is null) return Task.CompletedTask; // Trained on every image: there is no split to tell of.
        var document = new JsonObject
        {
            ["train"] = Ids(context.Split.Train),
            ["val"] = Ids(context.Split.Val),
            ["names"] = new JsonObject { ["train"] = Names(context.Split.Train), ["val"] = Names(context.Split.Val) },
        };
        context.WriteText(document.ToJsonString(ArtifactJson.Options), FileName);
        return Task.CompletedTask;
    }

    private static JsonArray Ids(IEnumerable<SplitImage> images) => [.. images.Select(image => (JsonNode)image.Id)];

    private static JsonArray Names(IEnumerable<SplitImage> images) => [.. images.Select(image => (JsonNode)image.Name)];
}
