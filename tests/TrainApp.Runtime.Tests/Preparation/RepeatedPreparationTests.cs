using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Preparation;

public sealed class RepeatedPreparationTests : PreparationTest
{
    [Fact]
    public async Task The_same_request_finds_what_is_there()
    {
        var request = Request(new ProjectFolder(Temporary["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        await Prepare(request);
        File.WriteAllText(Temporary["work", "project", "train", "coco.json"], "the app's own");

        var again = await Prepare(request with { Project = Project.Open(Temporary["source"]), Classes = [.. request.Classes.Reverse()] });

        Assert.True(again.WasPrepared);
        Assert.Equal((1, 1), (again.TrainSize, again.ValSize));
        Assert.Equal("a", again.TrainImages[0].Dataset);
        Assert.True(File.Exists(Temporary["work", "project", "train", "coco.json"]));
    }

    [Fact]
    public async Task Another_request_or_a_damaged_preparation_is_made_anew()
    {
        var request = Request(new ProjectFolder(Temporary["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        await Prepare(request);
        File.WriteAllText(Temporary["work", "project", "train", "coco.json"], "the app's own");

        Assert.False((await Prepare(request with { Classes = ["kiwi"] })).WasPrepared);
        Assert.False(File.Exists(Temporary["work", "project", "train", "coco.json"]));
        Assert.False((await Prepare(request with { Classes = ["kiwi"], Fingerprint = "other" })).WasPrepared);
        Assert.False((await Prepare(request with { Train = request.Val, Val = request.Train })).WasPrepared);
        Assert.True((await Prepare(request with { Train = request.Val, Val = request.Train })).WasPrepared);

        File.Delete(Temporary["work", "project", "train", "img", "b__2.png"]);
        Assert.False((await Prepare(request with { Train = request.Val, Val = request.Train })).WasPrepared);
        File.WriteAllText(Temporary["work", "prepared.json"], "{");
        Assert.False((await Prepare(request with { Train = request.Val, Val = request.Train })).WasPrepared);
    }

    [Fact]
    public async Task Leftovers_without_a_mark_are_removed()
    {
        var request = Request(new ProjectFolder(Temporary["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        Directory.CreateDirectory(Temporary["work", "project", "train", "img"]);
        File.WriteAllText(Temporary["work", "project", "train", "img", "half.png"], "x");

        var prepared = await Prepare(request);

        Assert.Equal(["a__1.png"], Directory.EnumerateFiles(prepared.Train.ImageDirectory).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public async Task Images_that_an_app_added_are_not_trained_on()
    {
        var request = Request(new ProjectFolder(Temporary["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        var first = await Prepare(request);
        File.Copy(first.Train.Images[0].ImagePath, Path.Combine(first.Train.ImageDirectory, "flipped.png"));
        File.Copy(first.Train.Images[0].AnnotationPath, Path.Combine(first.Train.AnnotationDirectory, "flipped.png.json"));

        var again = await Prepare(request);

        Assert.False(again.WasPrepared);
        Assert.Equal(["a__1.png"], again.Train.Images.Select(image => image.Name));
    }
}
