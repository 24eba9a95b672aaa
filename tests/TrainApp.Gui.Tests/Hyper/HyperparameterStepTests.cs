using Bunit;
using TrainApp.Gui.Setup;
using TrainApp.Gui.Steps;

namespace TrainApp.Gui.Tests.Hyper;

public sealed class HyperparameterStepTests
{
    [Fact]
    public async Task A_value_typed_into_the_form_stands_in_the_text_which_keeps_its_comments_and_order()
    {
        await using var context = new StepContext();
        var step = context.Show<HyperparameterStep>();
        StepContext.Field(step, "epochs").Input("80");
        StepContext.Field(step, "type").Change("SGD");
        StepContext.Field(step, "betas").Input("0.8, 0.99");
        StepContext.Field(step, "use_ema").Change(false);
        StepContext.Field(step, "warmup").Input("5");
        StepContext.Field(step, "note").Input("it's # \"that\"");
        var expected = StepContext.Yaml
            .Replace("epochs: 70", "epochs: 80", StringComparison.Ordinal)
            .Replace("AdamW  #", "SGD  #", StringComparison.Ordinal)
            .Replace("[0.9, 0.999]", "[0.8, 0.99]", StringComparison.Ordinal)
            .Replace("use_ema: true", "use_ema: false", StringComparison.Ordinal)
            .Replace("warmup:  #", "warmup: 5  #", StringComparison.Ordinal)
            .Replace("\"a # b\"", "\"it's # \\\"that\\\"\"", StringComparison.Ordinal);
        Assert.Equal(expected, context.Text);
        Assert.Equal(expected, step.Find("#hyperparameters-text").GetAttribute("value"));
        Assert.Contains("6 changed", step.Find("h2").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epochs", "50x", "is a whole number; found the text '50x'")]
    [InlineData("epochs", "1.5", "is a whole number; found the number 1.5")]
    [InlineData("epochs", "0", "must be in [1, 1000]; found 0")]
    [InlineData("epochs", "", "is a whole number")]
    [InlineData("epochs", "[1", "is a whole number")]
    [InlineData("betas", "0.9, x", "is a list of numbers")]
    public async Task A_wrong_value_is_said_at_its_field_and_in_the_list_with_its_line_and_stands_in_the_text(string key, string typed, string message)
    {
        await using var context = new StepContext();
        var step = context.Show<HyperparameterStep>();
        StepContext.Field(step, key).Input(typed);
        var field = StepContext.Field(step, key);
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Equal(typed, field.GetAttribute("value"));
        Assert.Contains(message, step.Find($"#{field.GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
        var line = key == "epochs" ? 1 : 7;
        var listed = Assert.Single(step.FindAll(".found li"));
        Assert.Contains($"Line {line}", listed.TextContent, StringComparison.Ordinal);
        Assert.Contains(message, listed.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", step.Find("#hyperparameters-text").GetAttribute("aria-invalid"));
        Assert.True(context.Draft.Verdict.HasErrors);
    }

    [Fact]
    public async Task A_misspelt_key_is_said_at_the_field_that_is_meant_and_stops_the_start_at_once()
    {
        await using var context = new StepContext();
        var step = context.Show<HyperparameterStep>();
        var button = context.Show<StartButton>();
        Assert.False(button.Find("button").HasAttribute("disabled"));
        step.Find("#hyperparameters-text").Change(StepContext.Yaml.Replace("epochs:", "epoch:", StringComparison.Ordinal));
        Assert.Contains("Did you mean 'epochs'?", step.Find(".found").TextContent, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'epochs'?", step.Find(".err").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", StepContext.Field(step, "epochs").GetAttribute("aria-invalid"));
        Assert.True(button.Find("button").HasAttribute("disabled"));
        Assert.Contains("1 error in Hyperparameters", button.Find("a").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_yaml_leaves_the_form_with_the_values_of_before_which_cannot_be_changed()
    {
        await using var context = new StepContext();
        var step = context.Show<HyperparameterStep>();
        StepContext.Field(step, "epochs").Input("80");
        step.Find("#hyperparameters-text").Change("epochs: [\n");
        Assert.Equal("80", StepContext.Field(step, "epochs").GetAttribute("value"));
        Assert.True(step.Find("fieldset.hform").HasAttribute("disabled"));
        Assert.Contains("Line 1", step.Find(".found").TextContent, StringComparison.Ordinal);
        // Somebody who comes later sees the same.
        var later = context.Show<HyperparameterStep>();
        Assert.Equal("80", StepContext.Field(later, "epochs").GetAttribute("value"));
        step.Find("#hyperparameters-text").Change("epochs: 90\n");
        Assert.Equal("90", StepContext.Field(step, "epochs").GetAttribute("value"));
        Assert.False(step.Find("fieldset.hform").HasAttribute("disabled"));
    }

    [Fact]
    public async Task What_differs_from_the_defaults_is_marked_and_goes_back_one_by_one_or_all_at_once()
    {
        await using var context = new StepContext();
        var step = context.Show<HyperparameterStep>();
        Assert.Empty(step.FindAll(".changed"));
        StepContext.Field(step, "epochs").Input("80");
        StepContext.Field(step, "betas").Input("0.5");
        Assert.Equal(["default 70", "default 0.9, 0.999"], step.FindAll(".was").Select(found => found.TextContent));
        step.FindAll(".reset")[0].Click();
        Assert.Equal(StepContext.Yaml.Replace("[0.9, 0.999]", "[0.5]", StringComparison.Ordinal), context.Text);
        step.FindAll(".reset")[0].Click();
        Assert.Null(context.Draft.Request.HyperparametersText);
        step.Find("#hyperparameters-text").Change("epochs: 3\nmine: 1\n");
        step.FindAll("button").Single(button => button.TextContent == "Restore all defaults").Click();
        Assert.Equal(StepContext.Yaml, context.Text);
        step.FindAll("button").Single(button => button.TextContent == "Undo").Click();
        Assert.Equal("epochs: 3\nmine: 1\n", context.Text);
    }

    [Fact]
    public async Task Variables_that_the_app_does_not_read_are_listed_and_are_no_mistake()
    {
        await using var context = new StepContext();
        var step = context.Show<HyperparameterStep>();
        step.Find("#hyperparameters-text").Change("optimizer:\n  momentum: 0.9\nmine: <b>1</b>\n");
        Assert.Equal(["optimizer.momentum", "mine"], step.FindAll(".extra code").Select(found => found.TextContent));
        Assert.Contains("Line 3", step.Find(".extra").TextContent, StringComparison.Ordinal);
        Assert.False(context.Draft.Verdict.HasErrors);
    }

    [Fact]
    public async Task Single_settings_of_a_request_are_folded_into_the_text()
    {
        await using var context = new StepContext();
        context.Draft.Change(request => request with { Set = new Dictionary<string, string> { ["optimizer.type"] = "SGD" } });
        Assert.Null(context.Draft.Request.Set);
        Assert.Equal(StepContext.Yaml.Replace("AdamW  #", "SGD  #", StringComparison.Ordinal), context.Text);
    }

    [Fact]
    public async Task The_line_ends_of_the_text_stay_as_they_were()
    {
        await using var context = new StepContext("a: 1  # first\r\nb: 2\r\n");
        var step = context.Show<HyperparameterStep>();
        step.Find("#hyperparameters-text").Change("a: 1  # first\nb: 3\n");
        Assert.Equal("a: 1  # first\r\nb: 3\r\n", context.Text);
        step.Find("#hyperparameters-text").Change("a: 1  # first\nb: 2\n");
        Assert.Null(context.Draft.Request.HyperparametersText);
    }

    [Fact]
    public async Task A_text_that_another_tab_has_changed_meanwhile_is_not_overwritten()
    {
        await using var context = new StepContext();
        var step = context.Show<HyperparameterStep>();
        var editor = step.FindComponent<YamlEditor>().Instance;
        Assert.False(editor.Edit("epochs: 1", "what it was before"));
        Assert.Null(context.Draft.Request.HyperparametersText);
        Assert.True(editor.Edit("epochs: 1", StepContext.Yaml));
        Assert.Equal("epochs: 1", context.Text);
    }

    [Fact]
    public async Task Of_two_thousand_hyperparameters_a_part_is_drawn_and_every_one_is_found()
    {
        var yaml = string.Concat(Enumerable.Range(0, 2000).Select(i => FormattableString.Invariant($"parameter_with_number_{i}: {i}  # >= 0\n")));
        Assert.InRange(yaml.Length, 64 * 1024, 128 * 1024);
        await using var context = new StepContext(yaml);
        var step = context.Show<HyperparameterStep>();
        Assert.InRange(step.FindAll(".hf").Count, 1, 100);
        step.Find("input[type=search]").Input("number_1999");
        StepContext.Field(step, "parameter_with_number_1999").Input("-1");
        Assert.Contains("Line 2000", step.Find(".found").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("parameter_with_number_1999: -1  # >= 0\n", context.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switches_are_there_for_what_the_app_offers_and_a_refusal_is_the_engines_own()
    {
        await using var without = new StepContext();
        Assert.Empty(without.Show<HyperparameterStep>().FindAll(".after"));
        await using var context = new StepContext(options: new AppOptions { ModelBenchmark = true, ExportOnnxSupported = true });
        var step = context.Show<HyperparameterStep>();
        // The app has no method for the export that its options offer.
        var benchmark = Assert.Single(step.FindAll(".after input"));
        Assert.False(benchmark.HasAttribute("checked"));
        // It has no class that predicts, either: only what settings from elsewhere ask for can be turned off.
        Assert.True(benchmark.HasAttribute("disabled"));
        context.Draft.Change(request => request with { Benchmark = "on" });
        await context.Draft.CheckAsync();
        step.WaitForAssertion(() => Assert.Contains("The model cannot be evaluated after training: the app has no class marked [Inference].", step.Markup, StringComparison.Ordinal));
        step.Find(".after input").Change(false);
        Assert.Null(context.Draft.Request.Benchmark);
    }
}
