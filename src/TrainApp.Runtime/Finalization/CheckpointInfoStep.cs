using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Messages;

namespace TrainApp.Finalization;

/// <summary>
/// Writes down beside each checkpoint what it is: run, model, classes and the model's further files, so that it can be used
/// where the other artifacts are not. Where the format has room for it, the checkpoint itself says so, too; any other
/// stays byte by byte what the app saved.
/// </summary>
internal sealed class CheckpointInfoStep : IFinalizationStep
{
    private const int MostText = 1 << 20;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Name => "checkpoint-info";

    /// <summary>The name of the file beside a checkpoint.</summary>
    public static string FileNameOf(string checkpoint) => checkpoint + ".info.json";

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        var meta = File.ReadAllText(context.PathOf(ModelMetaStep.FileName));
        var files = ModelFiles(context);
        foreach (var checkpoint in context.Experiment.Checkpoints.Select(path => Path.GetFileName(path)))
        {
            var path = context.PathOf(CheckpointsStep.FolderName, checkpoint);
            var document = new JsonObject
            {
                ["model_info"] = ModelInfo(context, checkpoint),
                ["model_meta"] = JsonNode.Parse(meta),
                ["model_files"] = files.DeepClone(),
            };
            WriteBeside(context, path, document);
            if (Path.GetExtension(checkpoint).Equals(".safetensors", StringComparison.OrdinalIgnoreCase) && File.Exists(path)) WriteInto(context, path, document);
        }

        return Task.CompletedTask;
    }

    private static JsonObject ModelInfo(FinalizationContext context, string checkpoint) => new()
    {
        ["task_id"] = context.Run.Run,
        ["model_name"] = context.Experiment.ModelName,
        ["framework"] = context.Run.Framework,
        ["checkpoint"] = checkpoint,
        ["experiment"] = context.Run.Name,
    };

    private static JsonObject ModelFiles(FinalizationContext context)
    {
        var files = new JsonObject();
        foreach (var (key, source) in context.Experiment.ModelFiles)
        {
            var name = Path.GetFileName(source);
            files[key] = new JsonObject { ["name"] = name, ["content"] = Text(context.PathOf(name)) };
        }

        return files;
    }

    /// <summary>The text of a file; null when it is long or none.</summary>
    private static string? Text(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > MostText) return null;
        try
        {
            return s_utf8.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static void WriteBeside(FinalizationContext context, string checkpoint, JsonObject document)
    {
        var file = FileNameOf(checkpoint);
        if (!File.Exists(file) || IsOurs(file)) context.Files.Write(file, s_utf8.GetBytes(document.ToJsonString(ArtifactJson.Options)));
        else Message.Say(MessageLevel.Warning, $"'{file}' is the app's own; nothing is written down beside the checkpoint.");
    }

    private static bool IsOurs(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(file)) is JsonObject document && document["model_info"] is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A checkpoint that takes nothing more, for want of room say, is good as it is.</summary>
    private static void WriteInto(FinalizationContext context, string checkpoint, JsonObject document)
    {
        try
        {
            context.WithdrawManifest();
            SafetensorsMetadata.Set(checkpoint, document.ToDictionary(pair => pair.Key, pair => pair.Value!.ToJsonString(ArtifactJson.OnOneLine), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Message.Say(MessageLevel.Warning, $"Nothing is written into '{checkpoint}': {e.Message}");
        }
    }
}
