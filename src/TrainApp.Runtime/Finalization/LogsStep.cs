using System.Globalization;

namespace TrainApp.Finalization;

/// <summary>Brings every TensorBoard event file flat into <c>logs/</c>.</summary>
internal sealed class LogsStep : IFinalizationStep
{
    public const string FolderName = "logs";

    public string Name => "logs";

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directory in context.Experiment.LogDirectories.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(directory, "*.tfevents.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var target = context.PathOf(FolderName, FreeName(file, taken));
                if (Path.GetFullPath(target) != Path.GetFullPath(file)) context.Files.Copy(file, target);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Files of different folders may have one name, such as those of two processes of one training: the later ones get a number.</summary>
    private static string FreeName(string file, HashSet<string> taken)
    {
        var name = Path.GetFileName(file);
        var free = name;
        for (var number = 2; !taken.Add(free); number++) free = string.Create(CultureInfo.InvariantCulture, $"{name}.{number}");
        return free;
    }
}
