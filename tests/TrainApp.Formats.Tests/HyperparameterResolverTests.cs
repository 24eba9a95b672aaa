using TrainApp.Tuning;
using TrainApp.Hosting;
using TrainApp.Requests;

namespace TrainApp.Formats.Tests;

public class HyperparameterResolverTests
{
    private const string Schema = """
        epoches: 50
        batch_size: 16
        eval_spatial_size: [640, 640]  # height, width

        optimizer:
          type: AdamW  # SGD | Lion
          lr: 0.0001
          betas: [0.9, 0.999]

        lr_scheduler:
          type: MultiStepLR  # CosineAnnealingLR | OneCycleLR
          milestones:  # epochs
            - 35
            - 45
          gamma: 0.1  # (0, 1)

        use_ema: True
        name: run
        patience: null  # int?
        """;

    [Fact]
    public void Without_anything_given_the_defaults_and_the_apps_text_are_used()
    {
        var resolution = Resolve(null);
        Assert.Equal(Schema, resolution.Text);
        Assert.Equal(50, resolution.Values.Int("epoches"));
        Assert.Equal([640, 640], resolution.Values.Ints("eval_spatial_size"));
        Assert.Equal(1e-4, resolution.Values.Section("optimizer").Double("lr"));
        Assert.Equal("MultiStepLR", resolution.Values.Section("lr_scheduler").Text("type"));
        Assert.True(resolution.Values.Bool("use_ema"));
        Assert.Null(resolution.Values.IntOrNull("patience"));
        Assert.Empty(resolution.Extra);
    }

    [Fact]
    public void Keys_that_a_given_file_leaves_out_take_their_defaults()
    {
        var resolution = Resolve("optimizer: {lr: 0.01}\n");
        Assert.Equal(0.01, resolution.Values.Section("optimizer").Double("lr"));
        Assert.Equal("AdamW", resolution.Values.Section("optimizer").Text("type"));
        Assert.Equal("optimizer: {lr: 0.01}\n", resolution.Text);
    }

    [Theory]
    [InlineData("TRAIN009", "epoches: ⟦0.5⟧\n", "Hyperparameter 'epoches' is a whole number; found the number 0.5.")]
    [InlineData("TRAIN009", "epoches: ⟦'5'⟧\n", "Hyperparameter 'epoches' is a whole number; found the text '5'.")]
    [InlineData("TRAIN009", "use_ema: ⟦yes⟧\n", "Hyperparameter 'use_ema' is true or false; found the text 'yes'.")]
    [InlineData("TRAIN009", "optimizer: ⟦5⟧\n", "Hyperparameter 'optimizer' is a section; found the number 5.")]
    [InlineData("TRAIN009", "epoches:\n  ⟦a: 1⟧\n", "Hyperparameter 'epoches' is a whole number; found a section.")]
    [InlineData("TRAIN009", "patience: ⟦x⟧\n", "Hyperparameter 'patience' is a whole number; found the text 'x'.")]
    [InlineData("TRAIN010", "lr_scheduler:\n  gamma: ⟦1⟧\n", "Hyperparameter 'lr_scheduler.gamma' must be in (0, 1); found 1.")]
    [InlineData("TRAIN011", "lr_scheduler:\n  type: ⟦OneCycleLr⟧\n", "Hyperparameter 'lr_scheduler.type' is one of MultiStepLR, CosineAnnealingLR, OneCycleLR; found 'OneCycleLr'. Did you mean 'OneCycleLR'?")]
    [InlineData("TRAIN014", "⟦epochs⟧: 5\n", "Unknown hyperparameter 'epochs'. Did you mean 'epoches'?")]
    [InlineData("TRAIN014", "optimizer:\n  ⟦typ⟧: SGD\n", "Unknown hyperparameter 'optimizer.typ'. Did you mean 'type'?")]
    [InlineData("TRAIN004", "⟦[a]⟧", "Hyperparameters are a mapping of keys to values; found a list.")]
    public void A_mistake_in_a_given_file_is_reported_where_it_stands(string id, string marked, string message)
    {
        var text = Marked.Parse(marked);
        var resolution = Resolve(text.Text);
        text.Expect(id, resolution.Problems);
        Assert.Equal(("given.yaml", message), (resolution.Problems[0].File, resolution.Problems[0].Message));
    }

    [Fact]
    public void An_unknown_key_is_extra_where_the_key_that_it_resembles_is_given_too()
    {
        var resolution = Resolve("epoches: 5\nepochs: 7\noptimizer:\n  momentum: 0.9\nnew: {a: [1, 2], b: x}\n");
        Assert.Empty(resolution.Problems);
        Assert.Equal(["optimizer.momentum", "epochs", "new"], resolution.Extra);
        Assert.Equal(7, resolution.Values.Extra.Get<int>("epochs"));
        Assert.Equal(0.9, resolution.Values.Section("optimizer").Extra.Get<double>("momentum"));
        var section = resolution.Values.Extra.Get<HyperparameterExtra>("new");
        Assert.Equal([1, 2], section.Get<IReadOnlyList<int>>("a"));
        Assert.Equal([1.0, 2.0], section.Get<IReadOnlyList<double>>("a"));
        Assert.False(section.TryGet<int>("b", out _));
        Assert.True(section.TryGet<string>("b", out var text));
        Assert.Equal("x", text);
        Assert.Throws<FormatException>(() => section.Get<bool>("b"));
        Assert.Throws<KeyNotFoundException>(() => section.Get<bool>("c"));
    }

    [Theory]
    [InlineData("epoches", "5", "epoches: 50\n", "epoches: 5\n")]
    [InlineData("eval_spatial_size", "320,320", "[640, 640]", "[320,320]")]
    [InlineData("optimizer.lr", "1e-3", "lr: 0.0001", "lr: 1e-3")]
    [InlineData("optimizer.type", "SGD", "type: AdamW  #", "type: SGD  #")]
    [InlineData("lr_scheduler.milestones", "[1]", "milestones:  # epochs\n    - 35\n    - 45\n", "milestones: [1]  # epochs\n")]
    [InlineData("name", "a: b # c", "name: run", "name: \"a: b # c\"")]
    [InlineData("name", "5", "name: run", "name: \"5\"")]
    [InlineData("name", "'5'", "name: run", "name: '5'")]
    [InlineData("patience", "3", "null  # int?", "3  # int?")]
    public void A_setting_replaces_its_value_and_nothing_else(string path, string value, string old, string replaced)
    {
        var resolution = Resolve(null, (path, value));
        Assert.Equal(Schema.Replace(old, replaced, StringComparison.Ordinal), resolution.Text);
        Assert.NotEqual(Schema, resolution.Text);
    }

    [Theory]
    [InlineData("a: 1\n", "a: 1\nnew: 5\n")]
    [InlineData("epoches: 1", "epoches: 1\nnew: 5")]
    [InlineData("epoches: 1\r\n# end\r\n", "epoches: 1\r\nnew: 5\r\n# end\r\n")]
    [InlineData("", "new: 5\n")]
    [InlineData("# only a comment", "# only a comment\nnew: 5")]
    [InlineData("{}", "{new: 5}")]
    [InlineData("{epoches: 1}  # x\n", "{epoches: 1, new: 5}  # x\n")]
    [InlineData("name: |\n  a\n  b\n", "name: |\n  a\n  b\nnew: 5\n")]
    [InlineData("optimizer:\n  lr: 1  # x\n", "optimizer:\n  lr: 1  # x\nnew: 5\n")]
    public void A_new_key_is_appended(string given, string expected)
    {
        var resolution = Resolve(given, ("new", "5"));
        Assert.Empty(resolution.Problems);
        Assert.Equal(expected, resolution.Text);
        Assert.Equal(5, resolution.Values.Extra.Get<int>("new"));
    }

    [Fact]
    public void New_keys_go_into_their_sections()
    {
        Assert.Equal("optimizer:\n  lr: 1\n  momentum: 0.9\nname: a\n", Resolve("optimizer:\n  lr: 1\nname: a\n", ("optimizer.momentum", "0.9")).Text);
        Assert.Equal("name: a\noptimizer:\n  lr: 2\n", Resolve("name: a\n", ("optimizer.lr", "2")).Text);
        Assert.Equal("name: a\nx:\n  y: [1]\n", Resolve("name: a\n", ("x.y", "[1]")).Text);
        Assert.Equal("name: a\nx: {y: 1}\n", Resolve("name: a\nx: null\n", ("x.y", "1")).Text);
    }

    [Fact]
    public void A_setting_wins_over_a_wrong_value_of_the_file()
    {
        var resolution = Resolve("epoches: many\n", ("epoches", "3"));
        Assert.Empty(resolution.Problems);
        Assert.Equal((3, "epoches: 3\n"), (resolution.Values.Int("epoches"), resolution.Text));
    }

    [Theory]
    [InlineData("TRAIN009", "epoches", "0.5")]
    [InlineData("TRAIN009", "epoches", "many")]
    [InlineData("TRAIN009", "epoches", "")]
    [InlineData("TRAIN009", "epoches", "[")]
    [InlineData("TRAIN009", "epoches", "1\n2")]
    [InlineData("TRAIN009", "optimizer", "SGD")]
    [InlineData("TRAIN009", "epoches.x", "1")]
    [InlineData("TRAIN010", "lr_scheduler.gamma", "1")]
    [InlineData("TRAIN011", "optimizer.type", "Adam")]
    [InlineData("TRAIN014", "epochs", "1")]
    [InlineData("TRAIN014", "optimiser.lr", "1")]
    [InlineData("TRAIN015", "", "1")]
    [InlineData("TRAIN015", "optimizer.", "1")]
    public void A_wrong_setting_is_refused_and_changes_nothing(string id, string path, string value)
    {
        var resolution = Resolve(null, (path, value));
        Assert.Equal(id, Assert.Single(resolution.Problems).Id);
        Assert.Null(resolution.Problems[0].Place);
        Assert.Equal(Schema, resolution.Text);
    }

    [Fact]
    public void With_a_setting_the_resemblance_alone_is_an_error() =>
        Assert.Equal("Unknown hyperparameter 'optimizr.lr'. Did you mean 'optimizer.lr'?", Assert.Single(Resolve("optimizer: {lr: 1}\n", ("optimizr.lr", "1")).Problems).Message);

    private static HyperparameterResolution Resolve(string? given, params (string Path, string Value)[] set) =>
        HyperparameterResolver.Resolve(new("hyperparameters.yaml", Schema, static values => values), given, "given.yaml", [.. set.Select(pair => KeyValuePair.Create(pair.Path, pair.Value))]);
}
