using TrainApp.Findings;
using TrainApp.Inspection;

namespace TrainApp.Tests.Inspection;

/// <summary>A copy of a given project, to be damaged.</summary>
internal sealed class GivenCopy
{
    public GivenCopy(string source, string path)
    {
        Path = path;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var name = System.IO.Path.GetRelativePath(source, file).Replace('\\', '/');
            Files.Add(name);
            Write(name, File.ReadAllBytes(file));
        }

        Files.Sort(StringComparer.Ordinal);
    }

    public string Path { get; }

    /// <summary>Names of the given files, relative to the folder, with slashes.</summary>
    public List<string> Files { get; } = [];

    public byte[] Read(string name) => File.ReadAllBytes(Full(name));

    public GivenCopy Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public GivenCopy Write(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Full(name))!);
        File.WriteAllBytes(Full(name), content);
        return this;
    }

    public GivenCopy Edit(string name, Func<string, string> edit) => Write(name, edit(File.ReadAllText(Full(name))));

    public GivenCopy Copy(string from, string to) => Write(to, Read(from));

    public void Delete(string name) => File.Delete(Full(name));

    public List<Finding> Examine() => ProjectHealth.Examine(Path, decode: null, TestContext.Current.CancellationToken);

    public string? PlaceOf(Finding finding) => finding.Path is { } path ? System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/') : null;

    private string Full(string name) => System.IO.Path.Combine(Path, name);
}
