using Microsoft.CodeAnalysis.Testing;
using TrainApp.Generators.Analyzers;

namespace TrainApp.Analyzers.Tests;

public sealed class UnreadHyperparameterTests
{
    /// <summary>Everything but the learning rate is read.</summary>
    private const string Rest = "_ = h.Epoches + h.BatchSize + h.Optimizer.WeightDecay;";

    private const string AllRead = SampleProgram.Yaml;

    private const string RateUnread = """
        epoches: 100
        batch_size: 8
        optimizer:
          {|TRAIN342:lr|}: 0.001
          weight_decay: 0.1
        """;

    private static Task Run(string body, string yaml, string more = "")
    {
        var source = SampleProgram.App($$"""
            [TrainStart]
            public static ExperimentInfo Train(TrainSession train, Hyperparameters h)
            {
                {{body}}
                throw new NotImplementedException();
            }

            {{more}}
            """);
        return new RuleTest<UnreadHyperparameterAnalyzer, EmptyCodeFixProvider>(source)
            .With("hyperparameters", "hyperparameters.yaml", yaml)
            .RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("_ = h.Optimizer.Lr;")]
    [InlineData("_ = train.Hyperparameters.Optimizer.Lr;")]
    [InlineData("var o = h.Optimizer; _ = o.Lr;")]
    [InlineData("_ = h?.Optimizer?.Lr;")]
    [InlineData("_ = h is { Optimizer: { Lr: > 0 } };")]
    [InlineData("_ = h is { Optimizer.Lr: > 0 };")]
    [InlineData("_ = h.Optimizer with { Lr = h.Optimizer.Lr * 2 };")]
    [InlineData("Action f = () => Console.WriteLine(h.Optimizer.Lr);")]
    public Task A_hyperparameter_that_is_read_by_name_is_left_alone(string read) => Run(Rest + read, AllRead);

    [Theory]
    [InlineData("")]
    [InlineData("var o = h.Optimizer;")]
    [InlineData("var other = h with { Optimizer = h.Optimizer with { Lr = 1 } };")]
    [InlineData("_ = new Hyperparameters { Optimizer = new() { Lr = 1 } }.Epoches;")]
    [InlineData("_ = h is null;")]
    [InlineData("_ = h != null ? h.Epoches : 0;")]
    [InlineData("Hyperparameters copy; copy = h; _ = copy.Epoches;")]
    [InlineData("Use(h); static void Use(Hyperparameters x) => _ = x.Epoches;")]
    [InlineData("Use(h.Optimizer); static void Use(Hyperparameters.OptimizerSection x) => _ = x.WeightDecay;")]
    [InlineData("_ = Same(h).Epoches; static Hyperparameters Same(Hyperparameters x) { return x; }")]
    public Task A_hyperparameter_that_no_code_reads_is_reported_at_its_key(string other) => Run(Rest + other, RateUnread);

    [Theory]
    [InlineData("Console.WriteLine(h);")]
    [InlineData("Console.WriteLine(h.Optimizer);")]
    [InlineData("_ = h.ToString();")]
    [InlineData("_ = $\"{h}\";")]
    [InlineData("_ = \"\" + h.Optimizer;")]
    [InlineData("_ = h == new Hyperparameters();")]
    [InlineData("_ = h.Equals(train);")]
    [InlineData("_ = h.GetHashCode();")]
    [InlineData("object o = h;")]
    [InlineData("var all = new List<Hyperparameters> { h };")]
    [InlineData("Hyperparameters[] all = [h];")]
    [InlineData("var pair = (h, 1);")]
    [InlineData("var named = new { h };")]
    [InlineData("_ = System.Text.Json.JsonSerializer.Serialize(h);")]
    [InlineData("_ = System.Text.Json.JsonSerializer.Serialize(h.Optimizer);")]
    [InlineData("_ = typeof(Hyperparameters).GetProperties();")]
    [InlineData("Func<Hyperparameters> f = () => h;")]
    [InlineData("Use(h); static void Use<T>(T x) => _ = x;")]
    public Task A_record_that_goes_elsewhere_is_read_as_a_whole(string use) => Run(Rest + use, AllRead);

    [Fact]
    public Task A_private_field_is_followed() => Run(
        Rest + "new Trainer(h).Go();",
        RateUnread,
        "private sealed class Trainer(Hyperparameters given) { private readonly Hyperparameters _h = given; public void Go() => _ = _h.Epoches; }");

    [Fact]
    public Task A_record_that_keeps_the_hyperparameters_reads_them() => Run(
        Rest + "_ = new Snapshot(h).ToString();",
        AllRead,
        "private sealed record Snapshot(Hyperparameters H);");

    [Fact]
    public Task A_section_of_which_nothing_is_read_is_reported_once() => Run(
        "_ = h.Epoches;",
        """
        epoches: 100
        {|TRAIN342:batch_size|}: 8
        {|TRAIN342:optimizer|}:
          lr: 0.001
          weight_decay: 0.1
        """);

    [Fact]
    public async Task The_message_shows_what_to_read()
    {
        var test = new RuleTest<UnreadHyperparameterAnalyzer, EmptyCodeFixProvider>(SampleProgram.App(
            $"[TrainStart] public static void Train(Hyperparameters h) {{ {Rest} }}"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(new UnreadHyperparameterAnalyzer().SupportedDiagnostics[0]).WithLocation(0).WithMessage(
            "No code reads 'optimizer.lr': changing it changes nothing; read 'hyperparameters.Optimizer.Lr' or remove the key"));
        await test.With("hyperparameters", "hyperparameters.yaml", RateUnread.Replace("{|TRAIN342:", "{|#0:", StringComparison.Ordinal))
            .RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_text_in_the_attribute_is_reported_inside_the_literal() => Check<UnreadHyperparameterAnalyzer>.Reports($$"""
        [TrainApp("Test", Hyperparameters = {{"\"\"\""}}
            epoches: 100
            batch_size: 8
            optimizer:
              {|TRAIN342:lr|}: 0.001
              weight_decay: 0.1
            {{"\"\"\""}})]
        public static partial class App { [TrainStart] public static void Train(Hyperparameters h) { {{Rest}} } }
        """);

    [Fact]
    public Task Code_that_asks_for_a_misspelt_name_is_not_blamed_twice() => Run(Rest + "_ = h.Optimizer.{|CS1061:Rl|};", AllRead);

    [Fact]
    public Task Without_a_training_method_nothing_is_said() => new RuleTest<UnreadHyperparameterAnalyzer, EmptyCodeFixProvider>("public static class Other;")
        .With("hyperparameters", "hyperparameters.yaml", AllRead)
        .RunAsync(TestContext.Current.CancellationToken);
}
