using CsCheck;
using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Preparation;

namespace TrainApp.Tests.Preparation;

public sealed class CollectionSplitTests : SplitTest
{
    [Fact]
    public void Collections_are_read_from_files_of_the_workspace()
    {
        var project = Images(5);
        var folder = Folder();
        Directory.CreateDirectory(Temporary["workspace", "projects", "7", "collections"]);
        File.WriteAllText(Temporary["workspace", "projects", "7", "collections", "good.txt"], "\uFEFFd/1.png\r\nd/0.png\r\n\r\n");
        File.WriteAllText(Temporary["workspace", "projects", "7", "collections", "more%2Fa.txt"], "d/3.png\n");

        var split = Split(project, "collections:train=good,val=more/a", collections: folder);

        Assert.Empty(split.Problems);
        Assert.Equal(["d/0.png", "d/1.png"], Names(split.Train));
        Assert.Equal(["d/3.png"], Names(split.Val));
        Assert.Equal(["good", "more/a"], folder.Names());
    }

    [Fact]
    public void An_image_that_is_gone_is_named_and_the_rest_is_used()
    {
        var folder = Folder();
        var images = Images(4).Images;
        folder.AddPair(images.Take(2), images.Skip(2));
        File.Delete(Temporary["p", "d", "img", "1.png"]);
        File.Delete(Temporary["p", "d", "ann", "1.png.json"]);

        var split = Split(Project.Open(Temporary["p"]), "collections:train=train_001,val=val_001", collections: folder);

        var problem = Assert.Single(split.Problems);
        Assert.Equal(("TRAIN529", Severity.Warning), (problem.Id, problem.Severity));
        Assert.Contains("1 of 2 images of the collection 'train_001' are not in the project any more: d/1.png.", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["d/0.png"], Names(split.Train));
    }

    [Fact]
    public void A_side_that_resolves_to_nothing_is_an_error()
    {
        var folder = Folder();
        folder.AddPair(Images(4).Images, []);

        var split = Split(Images(4), "collections:train=train_001,val=val_001", collections: folder);

        Assert.Contains(split.Problems, problem => problem is { Id: "TRAIN523", Severity: Severity.Error } && problem.Message.Contains("(val_001)", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_collection_is_an_error_that_names_the_nearest()
    {
        var folder = Folder();
        folder.AddPair(Images(2).Images, []);

        var problem = Split(Images(2), "collections:train=train_01,val=train_001", collections: folder).Problems[0];
        var none = Split(Images(2), "collections:train=a,val=b").Problems[0];

        Assert.Equal(("TRAIN528", Severity.Error), (problem.Id, problem.Severity));
        Assert.Contains("Did you mean 'train_001'?", problem.Message, StringComparison.Ordinal);
        Assert.Contains("none yet", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlapping_collections_are_allowed_with_a_warning_and_images_are_there_once()
    {
        var folder = Folder();
        var images = Images(4).Images;
        folder.AddPair(images.Take(3), images.Skip(2));
        folder.AddPair(images.Take(2), images.Skip(3));

        var split = Split(Images(4), "collections:train=train_001+train_002,val=val_001", collections: folder);

        Assert.Equal((3, 2), (split.Train.Count, split.Val.Count));
        Assert.Equal("TRAIN525", Assert.Single(split.Problems).Id);
    }

    [Fact]
    public void Pairs_are_counted_on_from_the_highest_number()
    {
        var folder = Folder();
        var images = Images(2).Images;
        Assert.Equal(("train_001", "val_001"), folder.AddPair(images, images));
        File.WriteAllText(Temporary["workspace", "projects", "7", "collections", "val_041.txt"], "d/0.png\n");
        Assert.Equal(("train_042", "val_042"), folder.AddPair(images, images));
        Assert.Equal([("train_042", "val_042"), ("train_001", "val_001")], folder.NewestPairs());
    }

    [Fact]
    public async Task Many_at_once_get_pairs_of_their_own()
    {
        var images = Images(6).Images;
        var pairs = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => Folder().AddPair(images.Skip(i % 6).Take(1), images))));

        Assert.Equal(24, pairs.Distinct().Count());
        Assert.All(pairs, pair => Assert.Equal(pair.Train["train_".Length..], pair.Val["val_".Length..]));
        Assert.Equal(Enumerable.Range(1, 24), pairs.Select(pair => int.Parse(pair.Train["train_".Length..], System.Globalization.CultureInfo.InvariantCulture)).Order());
        for (var i = 0; i < pairs.Length; i++) Assert.Equal([images[i % 6].ToString()], Folder().Read(pairs[i].Train)!);
        Assert.Equal(48, Directory.EnumerateFiles(Temporary["workspace", "projects", "7", "collections"]).Count());
    }

    [Fact]
    public void Any_name_of_an_image_comes_back()
    {
        var project = NewProject();
        Add(project, "d", "a b+,=:é仮.png");
        if (!OperatingSystem.IsWindows()) Add(project, "d", "line\nback\\slash\rn.png");
        var images = project.Open().Images;

        var (train, _) = Folder().AddPair(images, []);

        Assert.Equal(Names(images), Folder().Read(train)!);
    }

    [Fact]
    public void A_name_of_a_collection_never_leads_out_of_its_folder_and_comes_back() =>
        Gen.String[Gen.Char["aZ./\\%~ é仮:*?\"<>|\n\0-_0"], 1, 20].Sample(name =>
        {
            var file = CollectionText.FileOf(name);
            Assert.Equal(name, CollectionText.NameOf(file));
            Assert.DoesNotContain(file, letter => letter is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' or '\0' or '\n');
            Assert.NotEqual('.', file[0]);
            Assert.False(file[^1] is '.' or ' ');
        });

    [Theory]
    [InlineData("train_001", 1)]
    [InlineData("val_001", 2)]
    [InlineData("train_7", 13)]
    [InlineData("val_1200", 2400)]
    public void A_collection_of_a_run_has_a_number_that_follows_from_its_name(string name, long id) => Assert.Equal(id, CollectionFolder.IdOf(name));

    [Fact]
    public void Another_collection_has_a_number_of_its_own()
    {
        string[] names = ["good", "train_good", "val_good", "train_", "Train_1"];

        Assert.Equal(names.Length, names.Select(CollectionFolder.IdOf).Distinct().Count());
        Assert.All(names, name => Assert.True(CollectionFolder.IdOf(name) >= 2_000_000_000));
    }

    private CollectionFolder Folder() => CollectionFolder.Of(Workspace.Locate(Temporary["workspace"], null), 7);

    private Project Images(int count)
    {
        var project = NewProject();
        for (var i = 0; i < count; i++) Add(project, "d", $"{i}.png");
        return project.Open();
    }
}
