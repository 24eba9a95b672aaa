using Quickstart.Sample;

namespace TrainApp.Torch.Tests.QuickstartApp;

/// <summary>The sample project, drawn once for all tests.</summary>
public sealed class SampleFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleFolder() => SampleProject.Draw(_folder.At("sample"));

    public string Path => _folder.At("sample");

    /// <summary>A project of the datasets <c>train</c> (80 %) and <c>val</c>, shuffled by a seed.</summary>
    public Project Split(int seed)
    {
        var target = _folder.At($"split-{seed}");
        var project = Project.Open(Path);
        if (Directory.Exists(target)) return Project.Open(target);

        var items = project.Images.ToArray();
        new Random(seed).Shuffle(items);
        for (var i = 0; i < items.Length; i++)
        {
            var dataset = System.IO.Path.Combine(target, i < items.Length * 0.8 ? "train" : "val");
            Copy(items[i].ImagePath, System.IO.Path.Combine(dataset, "img"));
            Copy(items[i].AnnotationPath, System.IO.Path.Combine(dataset, "ann"));
        }

        project.Meta.Save(System.IO.Path.Combine(target, "meta.json"));
        return Project.Open(target);
    }

    public void Dispose() => _folder.Dispose();

    private static void Copy(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
    }
}
