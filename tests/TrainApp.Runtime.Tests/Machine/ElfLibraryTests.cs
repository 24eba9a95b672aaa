using TrainApp.Machine;
using TrainApp.Tests;

namespace TrainApp.Runtime.Tests.Machine;

/// <summary>Native libraries are read from files of which any byte may be wrong.</summary>
public sealed class ElfLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_library_says_what_it_needs_and_offers()
    {
        File.WriteAllText(_folder["versions"], "V_1.0 { global: one; };\nV_2.0 { global: two; } V_1.0;\n");
        var lower = NativeStandIn.Compile(_folder.Path, "liblower.so", "int one(void) { return 1; } int two(void) { return 2; }", "-Wl,-soname,liblower.so", $"-Wl,--version-script={_folder["versions"]}");
        var upper = NativeStandIn.Compile(_folder.Path, "libupper.so", "int two(void); int three(void) { return two() + 1; }", lower, "-Wl,-rpath,$ORIGIN/beside:/elsewhere");

        var offers = ElfLibrary.Read(lower, out _)!;
        Assert.Superset(new HashSet<string>(["V_1.0", "V_2.0"], StringComparer.Ordinal), offers.VersionsOffered.ToHashSet(StringComparer.Ordinal));
        var needs = ElfLibrary.Read(upper, out _)!;
        Assert.Contains("liblower.so", needs.Needed);
        Assert.Equal(["$ORIGIN/beside", "/elsewhere"], needs.SearchPaths);
        Assert.Contains(("liblower.so", "V_2.0"), needs.VersionsNeeded);
        Assert.DoesNotContain(("liblower.so", "V_1.0"), needs.VersionsNeeded);
    }

    [Fact]
    public void A_version_that_the_library_beside_lacks_is_named()
    {
        File.WriteAllText(_folder["versions"], "V_1.0 { global: one; };\nV_2.0 { global: two; } V_1.0;\n");
        File.WriteAllText(_folder["old versions"], "V_1.0 { global: one; two; };\n");
        const string Source = "int one(void) { return 1; } int two(void) { return 2; }";
        var lower = NativeStandIn.Compile(_folder.Path, "liblower.so", Source, "-Wl,-soname,liblower.so", $"-Wl,--version-script={_folder["versions"]}");
        var upper = NativeStandIn.Compile(_folder.Path, "libupper.so", "int two(void); int three(void) { return two() + 1; }", lower);
        Assert.Empty(LibraryDiagnosis.Explain(upper, _folder.Path));

        NativeStandIn.Compile(_folder.Path, "liblower.so", Source, "-Wl,-soname,liblower.so", $"-Wl,--version-script={_folder["old versions"]}");
        Assert.Equal([new LibraryFault(LibraryFaultKind.VersionMissing, lower, "libupper.so", "V_2.0")], LibraryDiagnosis.Explain(upper, _folder.Path));
    }

    [Fact]
    public void A_library_that_is_nowhere_is_named_with_the_one_that_needs_it()
    {
        var lowest = NativeStandIn.Compile(_folder.Path, "libtrainappabsent.so.3", "int one(void) { return 1; }", "-Wl,-soname,libtrainappabsent.so.3");
        var lower = NativeStandIn.Compile(_folder.Path, "liblower.so", "int one(void); int two(void) { return one() + 1; }", "-Wl,-soname,liblower.so", lowest);
        var upper = NativeStandIn.Compile(_folder.Path, "libupper.so", "int two(void); int three(void) { return two() + 1; }", lower, $"-Wl,-rpath-link,{_folder.Path}");
        File.Delete(lowest);
        Assert.Equal([new LibraryFault(LibraryFaultKind.Missing, "libtrainappabsent.so.3", "liblower.so")], LibraryDiagnosis.Explain(upper, _folder.Path));
    }

    [Fact]
    public void Damage_never_throws_and_a_lost_end_is_always_noticed()
    {
        var library = File.ReadAllBytes(NativeStandIn.Compile(_folder.Path, "libone.so", "int one(void) { return 1; }"));
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var damaged = library.ToArray();
            for (var hit = 0; hit < 8; hit++) damaged[random.Next(i % 2 == 0 ? 1024 : damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(_folder["damaged.so"], damaged);
            _ = ElfLibrary.Read(_folder["damaged.so"], out _);
        }

        for (var length = 0; length < 4096; length += 64)
        {
            File.WriteAllBytes(_folder["cut.so"], library[..length]);
            Assert.Null(ElfLibrary.Read(_folder["cut.so"], out var damage));
            Assert.Equal(length < 64 ? ElfDamage.NoLibrary : ElfDamage.CutOff, damage);
        }
    }
}
