namespace TrainApp.Torch.Tests.Native;

/// <summary>The build task, run by MSBuild as an app's build runs it.</summary>
public sealed class WeakVersionCopyTests : IDisposable
{
    private const string Version = "GLIBCXX_3.4.32";
    private const ushort Weak = 2;

    private readonly TemporaryFolder _folder = new();

    public WeakVersionCopyTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux libraries have such versions.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_version_that_the_system_lacks_is_marked_weak_in_the_copy_alone()
    {
        var library = ElfFixture.Build(("GLIBC_2.29", 0), ("GLIBC_2.34", 0), ("GLIBCXX_3.4.3", 0), (Version, 0), ("GLIBCXX_3.4.29", 4));
        File.WriteAllBytes(_folder.At("library.so"), library);
        WriteProvider("GLIBCXX_3.4.31", "GLIBCXX_3.4.320");

        var (exitCode, output) = Run();

        Assert.True(exitCode == 0, output);
        Assert.Contains($"library.so: {Version} is marked weak", output, StringComparison.Ordinal);
        Assert.Equal([0, 0, 0, Weak, 4], ElfFixture.FlagsOf(File.ReadAllBytes(_folder.At("copy/library.so"))));
        Assert.Equal(library, File.ReadAllBytes(_folder.At("library.so")));
    }

    [Fact]
    public void A_library_is_copied_as_it_is_where_the_system_has_the_version()
    {
        var library = ElfFixture.Build((Version, 0));
        File.WriteAllBytes(_folder.At("library.so"), library);
        WriteProvider("GLIBCXX_3.4.31", Version);

        var (exitCode, output) = Run();

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("is marked weak", output, StringComparison.Ordinal);
        Assert.Equal(library, File.ReadAllBytes(_folder.At("copy/library.so")));
    }

    [Fact]
    public void A_library_that_is_marked_already_stays_the_same_without_a_word()
    {
        var library = ElfFixture.Build(("GLIBC_2.29", 0), (Version, Weak));
        File.WriteAllBytes(_folder.At("library.so"), library);
        WriteProvider();

        var (exitCode, output) = Run();

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("is marked weak", output, StringComparison.Ordinal);
        Assert.Equal(library, File.ReadAllBytes(_folder.At("copy/library.so")));
    }

    [Fact]
    public void A_copy_that_is_a_link_to_the_package_takes_its_own_place()
    {
        var library = ElfFixture.Build(("GLIBC_2.29", 0), (Version, 0));
        File.WriteAllBytes(_folder.At("library.so"), library);
        Directory.CreateDirectory(_folder.At("copy"));
        File.CreateSymbolicLink(_folder.At("copy/library.so"), _folder.At("library.so"));
        WriteProvider();

        var (exitCode, output) = Run();

        Assert.True(exitCode == 0, output);
        Assert.Null(new FileInfo(_folder.At("copy/library.so")).LinkTarget);
        Assert.Equal([0, Weak], ElfFixture.FlagsOf(File.ReadAllBytes(_folder.At("copy/library.so"))));
        Assert.Equal(library, File.ReadAllBytes(_folder.At("library.so")));
    }

    [Fact]
    public void A_file_of_another_kind_is_an_error()
    {
        File.WriteAllText(_folder.At("library.so"), new string('x', 100));
        WriteProvider();

        var (exitCode, output) = Run();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("is not an ELF64 little-endian library", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_beside_this_test_was_marked_if_the_system_needs_it_and_loads()
    {
        using var ones = TorchSharp.torch.ones(2, 2);
        using var sum = ones.sum();

        Assert.Equal(4, sum.item<float>());
        var place = Assert.Single(Directory.GetFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories));
        var maps = File.ReadLines("/proc/self/maps").Where(line => line.Contains("libLibTorchSharp.so", StringComparison.Ordinal));
        Assert.All(maps, line => Assert.EndsWith(place, line, StringComparison.Ordinal));
    }

    private void WriteProvider(params string[] versions) =>
        File.WriteAllText(_folder.At("provider.so"), $"text\0{string.Join('\0', versions)}\0text");

    private (int ExitCode, string Output) Run()
    {
        var targets = Path.Combine(SharedData.RepositoryRoot, "src", "TrainApp.Torch", "build", "TrainApp.Torch.targets");
        File.WriteAllText(_folder.At("run.proj"), $"""
            <Project>
              <Import Project="{targets}" />
              <Target Name="Run">
                <WeakVersionCopy Source="library.so" Target="copy/library.so" Version="{Version}" Provider="{_folder.At("provider.so")}" />
              </Target>
            </Project>
            """);
        return Command.Run("dotnet", _folder.Path, "msbuild", "run.proj", "-t:Run", "-nologo", "-v:normal", "-nodeReuse:false");
    }
}
