using System.Diagnostics;
using System.Globalization;
using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Preparation;
using TrainApp.Projects;
using TrainApp.Versions;

namespace TrainApp.Benchmarks;

/// <summary>What it costs to make a project ready for training: for the first run, the next one, and the same one again.</summary>
internal static class PreparationCost
{
    private const int Rounds = 3;

    /// <param name="options"><c>--project FOLDER</c> for a project on disk, else one is drawn, <c>--images N</c> of another size.</param>
    public static async Task RunAsync(string[] options)
    {
        using var drawn = options switch
        {
            ["--project", _] => null,
            ["--images", var images] => SyntheticProject.Make(int.Parse(images, CultureInfo.InvariantCulture)),
            _ => SyntheticProject.Make(),
        };
        var source = drawn?.Directory ?? Path.GetFullPath(options[1]);
        var root = Directory.CreateTempSubdirectory("trainapp-prepare-").FullName;
        try
        {
            Console.WriteLine("| round | what | open, s | fingerprint, s | version, s | prepare, s | all, s | processor, s |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|");
            for (var round = 1; round <= Rounds; round++)
            {
                var workspace = Workspace.Locate(Path.Combine(root, "workspace"), null);
                workspace.Create();
                Directory.CreateDirectory(Path.Combine(workspace.Projects, "1"));
                await MeasureAsync(workspace, source, "run 1", round, "first run, nothing cached", cached: true);
                await MeasureAsync(workspace, source, "run 2", round, "next run", cached: true);
                await MeasureAsync(workspace, source, "run 2", round, "the same run again", cached: true);
                await MeasureAsync(workspace, source, "run 3", round, "next run without the cache", cached: false);
                Directory.Delete(workspace.Root, recursive: true);
            }

            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest memory of the process {process.PeakWorkingSet64 / 1e6:F0} MB"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task MeasureAsync(Workspace workspace, string source, string run, int round, string what, bool cached)
    {
        var watch = new Stopwatch();
        var times = new List<double>();
        var processor = Environment.CpuUsage.TotalTime;
        watch.Start();
        var project = Project.Open(source);
        Lap();
        var fingerprint = ProjectFingerprint.Compute(project);
        Lap();
        using var cache = ImageCache.Open(workspace);
        _ = new VersionSnapshot(project, new VersionFolder(workspace, 1), cache.Hashes, TimeProvider.System, CancellationToken.None).Take(keepImages: false);
        Lap();
        var split = Splitter.Split(new SplitSource(project), new RandomSplit(SplitSide.Train, RandomSplit.DefaultPercent), seed: 1);
        var prepared = await ProjectPreparation.PrepareAsync(new PreparationRequest
        {
            Project = project,
            Fingerprint = fingerprint,
            Train = split.Train,
            Val = split.Val,
            Classes = [.. project.Meta.Classes.Select(item => item.Name)],
            WorkDirectory = Path.Combine(workspace.Runs, run),
            Cache = cached ? cache : null,
        });
        cache.Save();
        Lap();
        if (prepared.TrainSize + prepared.ValSize != project.Images.Count) throw new InvalidOperationException("An image is missing.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {round} | {what} | {string.Join(" | ", times.Select(time => time.ToString("F2", CultureInfo.InvariantCulture)))} | {times.Sum():F2} | {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:F2} |"));

        void Lap()
        {
            times.Add(watch.Elapsed.TotalSeconds);
            watch.Restart();
        }
    }
}
