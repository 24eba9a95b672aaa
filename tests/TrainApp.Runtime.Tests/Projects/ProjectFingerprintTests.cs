using TrainApp.Projects;

namespace TrainApp.Tests.Projects;

public sealed class ProjectFingerprintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_depends_on_content_but_neither_on_place_nor_on_order()
    {
        var one = new ProjectFolder(_folder["one"]).Image("a", "1.png").Image("b", "2.png", "thing");
        var two = new ProjectFolder(_folder["two"]).Image("b", "2.png", "thing").Image("a", "1.png");
        var fingerprint = Of(one);

        Assert.Matches("^[0-9a-f]{32}$", fingerprint);
        Assert.Equal(fingerprint, Of(two));
        Assert.Equal("e834338a61692aadca15b20964e01e96", fingerprint);
    }

    [Fact]
    public void It_changes_with_each_thing_that_it_covers()
    {
        var folder = new ProjectFolder(_folder["p"]).Image("a", "1.png").Image("b", "2.png");
        var seen = new HashSet<string>(StringComparer.Ordinal) { Of(folder) };

        Assert.True(seen.Add(Of(folder.Write("a/ann/1.png.json", ProjectFolder.Annotation("lemon")))));
        Assert.True(seen.Add(Of(folder.Write("a/img/1.png", "another size"))));
        Assert.True(seen.Add(Of(folder.Write("meta.json", ProjectFolder.Meta.Replace("kiwi", "kiwis", StringComparison.Ordinal)))));
        Assert.True(seen.Add(Of(folder.Image("b", "3.png"))));
        Directory.Move(_folder["p", "b"], _folder["p", "c"]);
        Assert.True(seen.Add(Of(folder)));
    }

    [Fact]
    public void A_link_counts_as_the_file_that_it_leads_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var plain = new ProjectFolder(_folder["plain"]).Image("a", "1.png");
        var linked = new ProjectFolder(_folder["linked"]).Image("a", "1.png");
        File.Delete(_folder["linked", "a", "img", "1.png"]);
        File.CreateSymbolicLink(_folder["linked", "a", "img", "1.png"], _folder["plain", "a", "img", "1.png"]);

        Assert.Equal(Of(plain), Of(linked));
    }

    private static string Of(ProjectFolder folder) => ProjectFingerprint.Compute(folder.Open(), TestContext.Current.CancellationToken);
}
