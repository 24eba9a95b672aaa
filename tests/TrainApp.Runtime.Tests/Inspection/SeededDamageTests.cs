using System.Globalization;
using TrainApp.Preparation;

namespace TrainApp.Tests.Inspection;

/// <summary>Two hundred projects with one damaged file each: the file is named, unless nothing can tell that it is damaged.</summary>
public sealed class SeededDamageTests : IDisposable
{
    private const int Copies = 200;

    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_damaged_file_is_named_and_nothing_crashes()
    {
        var given = new GivenCopy(GivenData.Require("data", "lemons"), _folder["lemons"]);
        var random = new SeededSequence(20261124);
        var (named, exempt) = (0, new List<string>());
        var missed = new List<string>();
        for (var i = 0; i < Copies; i++)
        {
            var name = given.Files[random.Below(given.Files.Count)];
            var sound = given.Read(name);
            var damage = Damage.Make(given, name, sound, ref random);
            if (damage.Content is { } content) given.Write(name, content);
            else given.Delete(name);

            var findings = given.Examine();
            if (findings.Exists(finding => given.PlaceOf(finding) == name)) named++;
            else if (damage.WhyUndetectable(sound) is { } reason) exempt.Add($"{name}: {damage.What} ({reason})");
            else missed.Add(string.Create(CultureInfo.InvariantCulture, $"{i} {name}: {damage.What}"));
            await ReadAnywayAsync(given.Path);
            given.Write(name, sound);
        }

        Assert.Empty(given.Examine());
        Assert.Equal("", string.Join('\n', missed));
        Assert.Equal(Copies, named + exempt.Count);
        Assert.True(named > Copies * 2 / 3, $"Only {named} were named; exempt were:\n{string.Join('\n', exempt)}");
    }

    /// <summary>Reading and counting meet the damage too: with a problem or a refusal, never with another exception.</summary>
    private static async Task ReadAnywayAsync(string folder)
    {
        try
        {
            var project = Project.Open(folder);
            var unread = 0;
            await foreach (var reading in project.ReadAnnotationsAsync(2, TestContext.Current.CancellationToken))
            {
                if (reading.Annotation is null) unread++;
            }

            Assert.Equal(unread, ProjectStatistics.Compute(project, TestContext.Current.CancellationToken).UnreadableImages);
        }
        catch (ProjectException)
        {
            // The damage made it no project, and the message says why.
        }
    }
}
