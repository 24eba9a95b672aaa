namespace TrainApp.Formats.Tests;

public class HyperparameterProblemTests
{
    [Theory]
    [InlineData("TRAIN001", "a: 1\nb: ⟦[⟧1, 2\nc: 3\n")]
    [InlineData("TRAIN001", "a:\n⟦\t⟧b: 1\n")]
    [InlineData("TRAIN001", "a:\n  b: 1\n  ⟦\t⟧c: 1\n")]
    [InlineData("TRAIN001", "a: 1\nb: ⟦\u0007⟧\n")]
    [InlineData("TRAIN001", "a: 1\nb: 2⟦\0⟧\nc: 3\n")]
    [InlineData("TRAIN001", "a: 1\n⟦:⟧ 2\n")]
    [InlineData("TRAIN002", "a: ⟦&x⟧ 1\n")]
    [InlineData("TRAIN002", "a: ⟦&x⟧\n  b: 1\n")]
    [InlineData("TRAIN002", "a: ⟦*x⟧\n")]
    [InlineData("TRAIN002", "a: ⟦!!int⟧ '1'\n")]
    [InlineData("TRAIN002", "a: ⟦!t⟧ [1]\n")]
    [InlineData("TRAIN002", "⟦<<⟧: {a: 1}\n")]
    [InlineData("TRAIN002", "a: 1\n⟦---⟧\nb: 1\n")]
    [InlineData("TRAIN002", "⟦[a, b]⟧: 1\n")]
    [InlineData("TRAIN003", "a: 1\n⟦a⟧: 2\n")]
    [InlineData("TRAIN003", "a: 1\r\nb: '😀'  # 😀\r\n⟦\"a\"⟧: 2\r\n")]
    [InlineData("TRAIN003", "\uFEFFa: 1\n⟦a⟧: 2\n")]
    [InlineData("TRAIN004", "⟦- a\n- b⟧\n")]
    [InlineData("TRAIN004", "⟦text⟧\n")]
    [InlineData("TRAIN005", "a: 1\nb: [⟦[1]⟧]\n")]
    [InlineData("TRAIN005", "b:\n  - ⟦a: 1⟧\n")]
    [InlineData("TRAIN005", "b: [1, ⟦null⟧]\n")]
    [InlineData("TRAIN006", "a: ⟦null⟧\n")]
    [InlineData("TRAIN006", "a: ⟦[]⟧\n")]
    [InlineData("TRAIN007", "a: [1, 2, ⟦x⟧]\n")]
    [InlineData("TRAIN008", "a: 1  ⟦# [2, 1]⟧\n")]
    [InlineData("TRAIN008", "a: 1  ⟦# (1, 1]⟧\n")]
    [InlineData("TRAIN009", "a: ⟦0.5⟧  # int\n")]
    [InlineData("TRAIN009", "a: ⟦99999999999999999999⟧\n")]
    [InlineData("TRAIN009", "a: ⟦1e999⟧\n")]
    [InlineData("TRAIN009", "a: [1, ⟦x⟧]  # float[]\n")]
    [InlineData("TRAIN010", "momentum: ⟦1.5⟧  # [0, 1)\n")]
    [InlineData("TRAIN010", "momentum: ⟦1.0⟧  # [0, 1)\n")]
    [InlineData("TRAIN010", "a: ⟦0⟧  # >= 1\n")]
    [InlineData("TRAIN010", "a: ⟦11⟧  # 1..10 workers\n")]
    [InlineData("TRAIN010", "a: ⟦.nan⟧  # > 0\n")]
    [InlineData("TRAIN010", "betas: [0.9, ⟦1⟧]  # float[], [0, 1)\n")]
    public void A_mistake_is_reported_where_it_stands(string id, string marked)
    {
        var text = Marked.Parse(marked);
        text.Expect(id, HyperparameterSchemaReader.Read(text.Text, "hyperparameters.yaml").Problems);
    }

    [Fact]
    public void A_key_that_is_too_long_is_refused()
    {
        var text = Marked.Parse($"a: 1\n⟦{new string('k', 201)}⟧: 1\n");
        text.Expect("TRAIN012", HyperparameterSchemaReader.Read(text.Text, null).Problems);
    }

    [Fact]
    public void Deep_nesting_is_refused_instead_of_followed()
    {
        var problems = HyperparameterSchemaReader.Read("a: " + new string('[', 5000) + new string(']', 5000), null).Problems;
        Assert.Contains(problems, problem => problem.Id == "TRAIN002");
    }

    [Fact]
    public void A_sentence_says_what_was_found_and_what_was_expected()
    {
        var problem = Assert.Single(HyperparameterSchemaReader.Read("optimizer:\n  lr: 2  # (0, 1]\n", null).Problems);
        Assert.Equal("Hyperparameter 'optimizer.lr' must be in (0, 1]; found 2.", problem.Message);
    }
}
