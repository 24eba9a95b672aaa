using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Platform;
using TrainApp.Preparation;

namespace TrainApp.Tests.Cache;

public sealed class HashMemoryTests : CachedPreparationTest
{
    [Fact]
    public async Task What_has_not_changed_is_known_in_the_next_session_and_after_a_clean_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere files have no change time, and everything is read again.");
        Source();
        HashMemory.Settle();
        await PrepareAsync("1");
        RequireKnown();
        await PrepareAsync("2");
        RequireKnown();
        using (var cache = ImageCache.Open(Workspace))
        {
            ProjectPreparation.Remove(Temporary["workspace", "runs", "1"], cache);
            cache.Save();
        }

        RequireKnown();

        void RequireKnown()
        {
            var memory = HashMemory.Open(Workspace);
            foreach (var file in Copies().Concat(Project.Open(Temporary["source"]).Images.Select(image => image.ImagePath)))
                Assert.Equal(ContentHash.OfFile(file), memory.Recall(FileState.Of(file)!.Value));
        }
    }

    [Fact]
    public void Many_sessions_are_joined_and_lose_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nothing is remembered.");
        var files = Enumerable.Range(0, 40).Select(i => Temporary[$"{i}.txt"]).ToList();
        foreach (var file in files) File.WriteAllText(file, file);
        HashMemory.Settle();
        foreach (var file in files)
        {
            var session = HashMemory.Open(Workspace);
            Assert.Equal(ContentHash.OfFile(file), session.Of(file));
            session.Save();
        }

        Assert.InRange(Directory.GetFiles(Temporary["workspace", "cache", "hashes"]).Length, 1, 9);
        var memory = HashMemory.Open(Workspace);
        Assert.All(files, file => Assert.Equal(ContentHash.OfFile(file), memory.Recall(FileState.Of(file)!.Value)));
    }

    [Fact]
    public void A_file_that_changed_in_this_tick_of_the_clock_is_not_remembered()
    {
        var memory = HashMemory.Open(Workspace);
        var file = Temporary["new.txt"];
        for (var round = 0; round < 200; round++)
        {
            File.WriteAllText(file, $"{round:000}");
            Assert.Equal(ContentHash.Of(System.Text.Encoding.UTF8.GetBytes($"{round:000}")), memory.Of(file));
        }
    }

    [Fact]
    public void A_hash_is_written_as_it_is_everywhere()
    {
        var hash = ContentHash.Of("abc"u8);

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hash.ToString());
        Assert.True(ContentHash.TryParse(hash.ToString(), out var parsed));
        Assert.Equal(hash, parsed);
        Assert.False(ContentHash.TryParse(new string('g', 64), out _));
        Assert.False(ContentHash.TryParse("ba78", out _));
    }
}
