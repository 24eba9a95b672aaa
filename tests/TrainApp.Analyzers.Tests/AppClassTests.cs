using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.AppClassAnalyzer, TrainApp.CodeFixes.AddModifierCodeFix>;

namespace TrainApp.Analyzers.Tests;

public sealed class AppClassTests
{
    [Theory]
    [InlineData("[TrainApp(\"Test\")] public static partial class App;")]
    [InlineData("[TrainApp(\"Test\")] static partial class App;")]
    [InlineData("public class Outer { [TrainApp(\"Test\")] internal static partial class App; }")]
    [InlineData("static partial class App; [TrainApp(Name)] static partial class App { public const string Name = \"Test\"; }")]
    public Task A_static_partial_class_with_a_name_is_left_alone(string source) => Check.Reports(source);

    [Theory]
    [InlineData("[TrainApp(\"Test\")] public class {|TRAIN310:App|};", "[TrainApp(\"Test\")] public static partial class App;")]
    [InlineData("[TrainApp(\"Test\")] public sealed partial class {|TRAIN310:App|};", "[TrainApp(\"Test\")] public static partial class App;")]
    [InlineData("[TrainApp(\"Test\")] public static class {|TRAIN310:App|};", "[TrainApp(\"Test\")] public static partial class App;")]
    [InlineData("class O { [TrainApp(\"Test\")] static partial class {|TRAIN310:App|}; }", "class O { [TrainApp(\"Test\")] internal static partial class App; }")]
    [InlineData("class O { [TrainApp(\"Test\")] private static partial class {|TRAIN310:App|}; }", "class O { [TrainApp(\"Test\")] internal static partial class App; }")]
    [InlineData("[TrainApp(\"Test\")] file static partial class {|TRAIN310:App|};", "[TrainApp(\"Test\")] internal static partial class App;")]
    public Task The_missing_modifiers_are_added(string before, string after) => Check.Repairs(before, after);

    [Theory]
    [InlineData("be a class, not a record", "[TrainApp(\"Test\")] public record {|#0:App|};")]
    [InlineData("be static and partial", "[TrainApp(\"Test\")] public class {|#0:App|};")]
    [InlineData("not be generic: the host has no type argument for 'T'", "[TrainApp(\"Test\")] public static partial class {|#0:App|}<T>;")]
    [InlineData("not be generic (its outer class 'O'): the host has no type argument for 'T'", "public class O<T> { [TrainApp(\"Test\")] public static partial class {|#0:App|}; }")]
    [InlineData("be at least internal (its outer class 'I'): the generated host uses it from another file", "class O { class I { [TrainApp(\"Test\")] public static partial class {|#0:App|}; } }")]
    public Task The_message_says_what_is_wrong_with_the_class(string wanted, string source)
        => Check.Says("TRAIN310", $"'App' is marked [TrainApp], so it must {wanted}", source);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("null!")]
    public Task An_empty_name_is_reported_at_the_argument(string name) => Check.Reports($"[TrainApp({{|TRAIN311:{name}|}})] public static partial class App;");

    [Fact]
    public Task A_second_app_is_reported() => Check.Says(
        "TRAIN312",
        "'B' is marked [TrainApp], but 'A' already is: a project holds one app",
        "[TrainApp(\"Test\")] public static partial class A; [TrainApp(\"Test\")] public static partial class {|#0:B|};");
}
