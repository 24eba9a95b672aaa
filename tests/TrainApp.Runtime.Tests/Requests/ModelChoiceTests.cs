using TrainApp.Hosting;
using TrainApp.Requests;
using TrainApp.Tests.ModelStore;

namespace TrainApp.Tests.Requests;

/// <summary>What <c>--model</c> means.</summary>
public sealed class ModelChoiceTests : IDisposable
{
    private readonly EarlierRuns _runs = new();
    private readonly TemporaryFolder _models = new();
    private AppDescription _app;

    public ModelChoiceTests() => _app = new AppDescription
    {
        FrameworkName = "Fixture",
        ModelsDirectory = _models.Path,
        Models = [Model("Tiny"), Model("Small"), Model("İstanbul-S"), Model("7")],
        Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1\n", values => values),
        Options = new AppOptions(),
        Train = (_, _) => throw new InvalidOperationException(),
    };

    public void Dispose()
    {
        _runs.Dispose();
        _models.Dispose();
    }

    [Theory]
    [InlineData(null, "Tiny")]
    [InlineData("small", "Small")]
    [InlineData("TINY", "Tiny")]
    [InlineData("7", "7")]
    public void A_name_is_one_of_the_catalog_in_any_case(string? name, string model)
    {
        _runs.Publish(7);
        var chosen = Choose(name);
        Assert.Equal((model, ModelSource.Pretrained, null, null), (chosen.Model.Name, chosen.Source, chosen.TaskId, chosen.Checkpoint));
    }

    [Fact]
    public void Without_a_name_it_is_the_options_model()
    {
        _app = _app with { Options = new AppOptions { ModelSelector = new ModelSelectorOption { DefaultModel = "SMALL" } } };
        Assert.Equal("Small", Choose(null).Model.Name);
        Assert.Equal("Tiny", Choose("Tiny").Model.Name);
        _app = _app with { Options = new AppOptions { ModelSelector = new ModelSelectorOption { DefaultModel = "Smal" } } };
        Refuse(null, "TRAIN611", "'Smal', which app_options.yaml names as 'default_model'. Did you mean 'Small'?");
        Assert.Equal("Tiny", Choose("Tiny").Model.Name);
    }

    [Theory]
    [InlineData("12:best.pth", 12, "best.pth")]
    [InlineData("12:last.pth", 12, "last.pth")]
    [InlineData("12:checkpoints/last.pth", 12, "last.pth")]
    [InlineData("12:", 12, "best.pth")]
    [InlineData("12", 12, "best.pth")]
    [InlineData("000012", 12, "best.pth")]
    [InlineData("latest:last.pth", 14, "last.pth")]
    [InlineData("latest", 14, "best.pth")]
    [InlineData("try 12:last.pth", 12, "last.pth")]
    public void A_run_and_a_checkpoint_are_a_custom_model(string name, int run, string checkpoint)
    {
        _runs.Publish(12);
        _runs.Publish(14);
        _runs.Publish(15, info => info["framework_name"] = "Other");
        _runs.Begin(16);
        var chosen = Choose(name);
        Assert.Equal((ModelSource.Custom, "Tiny", run, checkpoint), (chosen.Source, chosen.Model.Name, chosen.TaskId, chosen.Checkpoint));
        Assert.Equal(run, chosen.Experiment!.TaskId);
    }

    [Theory]
    [InlineData("12:bst.pth", "TRAIN632", "Run 12 has no checkpoint 'bst.pth'. Did you mean 'best.pth'?")]
    [InlineData("12:../best.pth", "TRAIN632", "Run 12 has no checkpoint '../best.pth'.")]
    [InlineData("12:gone.pth", "TRAIN632", "Run 12 has no checkpoint 'gone.pth'. There is: last.pth, best.pth.")]
    [InlineData("13", "TRAIN631", "There is no run 13. The newest with a model: 17, 12.")]
    [InlineData("99999999999999999999:best.pth", "TRAIN611", "no run '99999999999999999999'")]
    [InlineData("15:best.pth", "TRAIN631", "Run 15 is one of 'Other', not of 'Fixture'. The newest with a model: 17, 12.")]
    [InlineData("16:best.pth", "TRAIN631", "Run 16 has published no model")]
    [InlineData("17:best.pth", "TRAIN631", "Run 17 trained the model 'Tinny', which models.json does not list. Did you mean 'Tiny'?")]
    [InlineData("Tinny", "TRAIN611", "There is no model 'Tinny'. Did you mean 'Tiny'?")]
    [InlineData("try 99:best.pth", "TRAIN611", "There is no model 'try 99:best.pth', and no run 'try 99' that has published one.")]
    [InlineData("", "TRAIN611", "There is no model ''")]
    [InlineData(":best.pth", "TRAIN611", "There is no model ':best.pth'")]
    public void Anything_else_is_refused_by_name(string name, string id, string words)
    {
        _runs.Publish(12, info => info["checkpoints"]!.AsArray().Add("checkpoints/gone.pth"));
        _runs.Publish(15, info => info["framework_name"] = "Other");
        _runs.Begin(16);
        _runs.Publish(17, info => info["model_name"] = "Tinny");
        Refuse(name, id, words);
    }

    [Fact]
    public void A_file_of_the_run_that_is_gone_is_named()
    {
        File.Delete(Path.Combine(_runs.Publish(12), "model_config.yml"));
        Refuse("12", "TRAIN630", "The file 'config' of run 12");
    }

    [Fact]
    public void An_app_without_a_choice_trains_its_default_model_alone()
    {
        _app = _app with { Options = new AppOptions { ModelSelector = new ModelSelectorOption { Enabled = false } } };
        Assert.Equal("Tiny", Choose(null).Model.Name);
        Assert.Equal("Tiny", Choose("tiny").Model.Name);
        Refuse("Small", "TRAIN643", "'Tiny' alone");
    }

    [Fact]
    public void An_app_without_custom_models_refuses_them()
    {
        _runs.Publish(12);
        _app = _app with { Options = new AppOptions { ModelSelector = new ModelSelectorOption { ShowCustom = false } } };
        Refuse("12", "TRAIN631", "show_custom");
    }

    [Fact]
    public void The_first_custom_model_has_no_others_to_name() => Refuse("1", "TRAIN631", "There is no run 1. No run of this app has published a model yet.");

    [Fact]
    public void A_local_file_starts_at_the_folder_of_the_list_and_has_to_be_there()
    {
        Directory.CreateDirectory(_models["weights"]);
        File.WriteAllText(_models["weights", "tiny.pth"], "weights");
        _app = _app with { Models = [Model("Tiny", ("checkpoint", "weights/tiny.pth"), ("config", null))] };
        Assert.Equal("Tiny", Choose("Tiny").Model.Name);
        File.Delete(_models["weights", "tiny.pth"]);
        Refuse("Tiny", "TRAIN630", $"The file 'checkpoint' of the model 'Tiny' cannot be had: '{_models["weights", "tiny.pth"]}' does not exist.");
    }

    [Theory]
    [InlineData("s3://bucket/best.pth", "'s3' is neither http nor https")]
    [InlineData("https://us:word@server/a b.pth?key=hidden#sha256=1", "64 hexadecimal digits")]
    public void An_address_that_cannot_be_asked_is_refused_without_its_secrets(string entry, string words)
    {
        _app = _app with { Models = [Model("Tiny", ("checkpoint", entry))] };
        Refuse("Tiny", "TRAIN630", words);
    }

    [Fact]
    public void An_address_is_not_asked_before_there_is_a_run()
    {
        _app = _app with { Models = [Model("Tiny", ("checkpoint", "http://127.0.0.1:9/best.pth"))] };
        Assert.Equal("Tiny", Choose("Tiny").Model.Name);
    }

    [Fact]
    public void A_list_without_models_has_none_to_train()
    {
        _app = _app with { Models = [] };
        Refuse(null, "TRAIN610", "lists no model");
    }

    private StartingModel Choose(string? name)
    {
        var problems = new RequestProblems();
        var chosen = new ModelChoice(_app, _runs.Workspace, problems).Check(name);
        Assert.Empty(problems.All);
        return chosen!;
    }

    private void Refuse(string? name, string id, string words)
    {
        var problems = new RequestProblems();
        new ModelChoice(_app, _runs.Workspace, problems).Check(name);
        var problem = Assert.Single(problems.All);
        Assert.Equal(id, problem.Id);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", problem.Message, StringComparison.Ordinal);
    }

    private static ModelInfo Model(string name, params (string Name, string? Path)[] files) => new()
    {
        Name = name,
        TaskType = "object detection",
        Files = files.ToDictionary(file => file.Name, file => file.Path, StringComparer.Ordinal),
    };
}
