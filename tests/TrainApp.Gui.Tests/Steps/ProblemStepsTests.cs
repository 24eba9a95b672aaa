using System.Reflection;
using System.Text.RegularExpressions;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Projects;

namespace TrainApp.Gui.Tests.Steps;

public sealed partial class ProblemStepsTests
{
    [Fact]
    public void Every_id_that_a_check_of_a_request_can_raise_has_its_step_on_purpose()
    {
        var runtime = Path.Combine(Root(), "src", "TrainApp.Runtime");
        var written = ((string[])["Requests", "Preflight", "Preparation"])
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(runtime, room), "*.cs"))
            .SelectMany(file => IdPattern().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));
        var named = typeof(ProblemIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        var ids = written.Concat(named).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(ids.Count > 60, $"Only {ids.Count} ids were found.");
        Assert.Equal([], ids.Where(id => !ProblemSteps.Knows(id)).ToList());
    }

    [Theory]
    [InlineData("TRAIN504", "Project")]
    [InlineData("TRAIN524", "Splits")]
    [InlineData("TRAIN641", "Classes")]
    [InlineData("TRAIN611", "Model")]
    [InlineData("TRAIN009", "Hyperparameters")]
    [InlineData("TRAIN613", "Train")]
    [InlineData("TRAIN999", "Train")]
    public void A_problem_stands_in_the_step_that_repairs_it(string id, string step) =>
        Assert.Equal(step, ProblemSteps.Of(id, new AppOptions()).ToString());

    [Fact]
    public void A_problem_of_a_step_that_the_app_leaves_out_stands_in_the_last_one()
    {
        Assert.Equal(SetupStep.Train, ProblemSteps.Of("TRAIN645", new AppOptions()));
        Assert.Equal(SetupStep.Tags, ProblemSteps.Of("TRAIN645", new AppOptions { TagsSelector = new SelectorOption { Enabled = true } }));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "TrainApp.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("\"(TRAIN[0-9]{3})\"")]
    private static partial Regex IdPattern();
}
