using TrainApp.Files;

namespace TrainApp.Finalization;

/// <summary>
/// Makes the output the published folder by renaming it; a pointer is written first, so that a run cut between the two
/// knows which folder is its own.
/// </summary>
internal sealed class PublishStep : IFinalizationStep
{
    public const string StepName = "publish";

    public string Name => StepName;

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        var workspace = Workspace.OfRun(context.Folder.Directory);
        var target = context.Folder.ReadPublished() ?? FreeFolder(workspace, context.ArtifactsName);
        if (Directory.Exists(context.Folder.Output))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            PublishedPointer.Write(context.Folder.Directory, target);
            Directory.Move(context.Folder.Output, target);
        }

        context.Session.OutputDirectory = target;
        return Task.CompletedTask;
    }

    /// <summary>Another run's folder is never touched: a name that is taken gets a number.</summary>
    private static string FreeFolder(Workspace workspace, string name)
    {
        var wanted = Path.Combine(workspace.Root, name.Trim('/').Replace('/', Path.DirectorySeparatorChar));
        return Enumerable.Range(0, int.MaxValue)
            .Select(n => n == 0 ? wanted : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wanted}_{n:D3}"))
            .First(path => !Path.Exists(path));
    }
}
