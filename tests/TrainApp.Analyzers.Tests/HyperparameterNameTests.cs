using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.HyperparameterNameAnalyzer, TrainApp.CodeFixes.RenameHyperparameterCodeFix>;

namespace TrainApp.Analyzers.Tests;

public sealed class HyperparameterNameTests
{
    private static string Reading(string expression) => $$"""
        public static class App
        {
            public static object? F(TrainSession train, Hyperparameters h, Hyperparameters? maybe) => {{expression}};
        }
        """;

    [Theory]
    [InlineData("h.Epoches")]
    [InlineData("train.Hyperparameters.Optimizer.Lr")]
    [InlineData("maybe?.Optimizer.Lr")]
    [InlineData("h with { Epoches = 3 }")]
    [InlineData("h is { Epoches: > 3, Optimizer.Lr: 0 }")]
    [InlineData("h.ToString()")]
    public Task A_name_that_is_there_is_left_alone(string expression) => Check.Reports(Reading(expression));

    [Theory]
    [InlineData("h.{|CS1061:{|TRAIN330:Epochs|}|}", "h.Epoches")]
    [InlineData("train.Hyperparameters.{|CS1061:{|TRAIN330:epoches|}|}", "train.Hyperparameters.Epoches")]
    [InlineData("h.{|CS1061:{|TRAIN330:batch_size|}|}", "h.BatchSize")]
    [InlineData("h.Optimizer.{|CS1061:{|TRAIN330:LR|}|}", "h.Optimizer.Lr")]
    [InlineData("h.{|CS1061:{|TRAIN330:Optimiser|}|}.Lr", "h.Optimizer.Lr")]
    [InlineData("maybe?{|CS1061:.{|TRAIN330:BatchSise|}|}", "maybe?.BatchSize")]
    [InlineData("maybe?.Optimizer.{|CS1061:{|TRAIN330:WeightDeacy|}|}", "maybe?.Optimizer.WeightDecay")]
    [InlineData("h with { {|CS0117:{|TRAIN330:Epoche|}|} = 3 }", "h with { Epoches = 3 }")]
    [InlineData("new Hyperparameters { {|CS0117:{|TRAIN330:Epoche|}|} = 3 }", "new Hyperparameters { Epoches = 3 }")]
    [InlineData("h is { {|CS0117:{|TRAIN330:Epoche|}|}: > 3 }", "h is { Epoches: > 3 }")]
    [InlineData("h.{|CS1061:{|TRAIN330:WeightDecay|}|}", "h.Optimizer.WeightDecay")]
    [InlineData("maybe?{|CS1061:.{|TRAIN330:WeightDecay|}|}", "maybe?.Optimizer.WeightDecay")]
    [InlineData("h.{|CS1061:{|TRAIN330:Epochs|}|} + h.{|CS1061:{|TRAIN330:Batchsize|}|}", "h.Epoches + h.BatchSize")]
    public Task A_misspelt_name_becomes_the_nearest(string before, string after) => Check.Repairs(Reading(before), Reading(after));

    [Fact]
    public Task The_message_names_the_nearest() => Check.Says(
        "TRAIN330",
        "No hyperparameter is called 'Epochs'; the nearest is 'Epoches'",
        Reading("h.{|CS1061:{|#0:Epochs|}|}"));

    [Fact]
    public Task The_message_names_the_place_of_a_name_that_another_section_has() => Check.Says(
        "TRAIN330",
        "No hyperparameter is called 'WeightDecay'; there is 'Optimizer.WeightDecay'",
        Reading("h.{|CS1061:{|#0:WeightDecay|}|}"));

    [Fact]
    public Task The_message_lists_what_there_is_when_nothing_is_near() => Check.Says(
        "TRAIN330",
        "No hyperparameter is called 'Momentum' in OptimizerSection; there are 'Lr', 'WeightDecay'",
        Reading("h.Optimizer.{|CS1061:{|#0:Momentum|}|}"));

    [Fact]
    public Task A_method_that_is_not_there_is_no_hyperparameter() => Check.Reports(Reading("h.{|CS1061:Epochs|}()"));
}
