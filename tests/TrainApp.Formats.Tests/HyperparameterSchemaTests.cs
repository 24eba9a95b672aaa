namespace TrainApp.Formats.Tests;

public class HyperparameterSchemaTests
{
    [Theory]
    [InlineData("1", (int)FieldKind.Integer, 1)]
    [InlineData("08", (int)FieldKind.Integer, 8)]
    [InlineData("-0", (int)FieldKind.Integer, 0)]
    [InlineData("+7", (int)FieldKind.Integer, 7)]
    [InlineData("0x1F", (int)FieldKind.Integer, 31)]
    [InlineData("0o17", (int)FieldKind.Integer, 15)]
    [InlineData("3000000000", (int)FieldKind.Long, 3000000000L)]
    [InlineData("1e-4", (int)FieldKind.Float, 1e-4)]
    [InlineData("1e5", (int)FieldKind.Float, 1e5)]
    [InlineData("1.", (int)FieldKind.Float, 1.0)]
    [InlineData(".5", (int)FieldKind.Float, 0.5)]
    [InlineData("-.inf", (int)FieldKind.Float, double.NegativeInfinity)]
    [InlineData(".nan", (int)FieldKind.Float, double.NaN)]
    [InlineData("true", (int)FieldKind.Bool, true)]
    [InlineData("True", (int)FieldKind.Bool, true)]
    [InlineData("FALSE", (int)FieldKind.Bool, false)]
    [InlineData("no", (int)FieldKind.Text, "no")]
    [InlineData("on", (int)FieldKind.Text, "on")]
    [InlineData("tRUE", (int)FieldKind.Text, "tRUE")]
    [InlineData("'1'", (int)FieldKind.Text, "1")]
    [InlineData("\"null\"", (int)FieldKind.Text, "null")]
    [InlineData("1_000", (int)FieldKind.Text, "1_000")]
    [InlineData("12:30", (int)FieldKind.Text, "12:30")]
    [InlineData("2024-01-01", (int)FieldKind.Text, "2024-01-01")]
    [InlineData("0.1f", (int)FieldKind.Text, "0.1f")]
    [InlineData("1,5", (int)FieldKind.Text, "1,5")]
    [InlineData("e5", (int)FieldKind.Text, "e5")]
    [InlineData(".", (int)FieldKind.Text, ".")]
    [InlineData("a#b", (int)FieldKind.Text, "a#b")]
    [InlineData("|\n  one\n  two\n", (int)FieldKind.Text, "one\ntwo\n")]
    [InlineData("'# no comment'", (int)FieldKind.Text, "# no comment")]
    [InlineData("5  # float", (int)FieldKind.Float, 5.0)]
    [InlineData("5  # long", (int)FieldKind.Long, 5L)]
    [InlineData("5  # float, >= 0: learning rate", (int)FieldKind.Float, 5.0)]
    [InlineData("5  # float the boat", (int)FieldKind.Integer, 5)]
    [InlineData("null  # int?", (int)FieldKind.Integer, null)]
    [InlineData("~  # string?", (int)FieldKind.Text, null)]
    [InlineData("  # bool?", (int)FieldKind.Bool, null)]
    public void A_scalar_has_the_type_of_the_core_schema_or_of_its_comment(string value, int kind, object? expected)
    {
        var field = Field($"key: {value}\n");
        Assert.Equal((FieldKind)kind, field.Kind);
        Assert.Equal(expected, field.Default);
    }

    [Fact]
    public void Lists_take_the_common_type_of_their_elements()
    {
        Assert.Equal([640, 640], Assert.IsType<int[]>(Field("key: [640, 640]  # height, width\n").Default));
        Assert.Equal([0.9, 1], Assert.IsType<double[]>(Field("key: [0.9, 1]\n").Default));
        Assert.Equal([1, 3000000000], Assert.IsType<long[]>(Field("key:\n  - 1\n  - 3000000000\n").Default));
        Assert.Equal(["a", "b"], Assert.IsType<string[]>(Field("key: [a, 'b']\n").Default));
        Assert.Equal([true], Assert.IsType<bool[]>(Field("key: [true]\n").Default));
        Assert.Equal([1.0, 2.0], Assert.IsType<double[]>(Field("key: [1, 2]  # float[]\n").Default));
        Assert.Empty(Assert.IsType<double[]>(Field("key: []  # float[]\n").Default));
    }

    [Fact]
    public void A_comment_with_bars_makes_choices_of_the_value_and_its_alternatives()
    {
        var field = Field("key: MultiStepLR  # CosineAnnealingLR | OneCycleLR\n");
        Assert.Equal(FieldKind.Choice, field.Kind);
        Assert.Equal(["MultiStepLR", "CosineAnnealingLR", "OneCycleLR"], field.Choices);
        Assert.Equal("", field.Description);

        Assert.Equal("the optimiser", Field("key: a  # a | b: the optimiser\n").Description);
        Assert.Equal(["8", "16", "32"], Field("key: 8  # 16 | 32\n").Choices);
        Assert.True(Field("key: a  # b | null\n").IsNullable);
        Assert.Equal(["a", "b"], Field("key: null  # a | b\n").Choices);
        Assert.Empty(Field("key: a  # a or b | c\n").Choices);
        Assert.Equal("a or b | c", Field("key: a  # a or b | c\n").Description);
    }

    [Theory]
    [InlineData("[0, 1)", 0.0, false, 1.0, true)]
    [InlineData("(0, 1]", 0.0, true, 1.0, false)]
    [InlineData(">= 1", 1.0, false, null, false)]
    [InlineData("> 0.5", 0.5, true, null, false)]
    [InlineData("<= 1e-3", null, false, 1e-3, false)]
    [InlineData("< 2", null, false, 2.0, true)]
    [InlineData("1..10", 1.0, false, 10.0, false)]
    [InlineData("(0, inf)", 0.0, true, null, true)]
    public void A_comment_may_name_a_range(string comment, double? min, bool minExcluded, double? max, bool maxExcluded)
    {
        var field = Field($"key: 1  # float, {comment} and a description\n", checkDefault: false);
        Assert.Equal(new FieldRange(min, minExcluded, max, maxExcluded, comment), field.Range);
        Assert.Equal("and a description", field.Description);
    }

    [Fact]
    public void Other_comments_describe()
    {
        Assert.Equal("height, width", Field("key: [640, 640]  # height, width\n").Description);
        Assert.Equal("How fast. per step", Field("# unrelated\n\n# How fast.\nkey: 1  # per step\n").Description);
        Assert.Equal("[0, 1) is the usual", Field("key: text  # [0, 1) is the usual\n").Description);
        var schema = HyperparameterSchemaReader.Read("ema:  # moving average\n  decay: 0.9  # of the weights\n", null);
        Assert.Equal("moving average", schema.Root.Items[0].Description);
        Assert.Equal("of the weights", ((SchemaSection)schema.Root.Items[0]).Items[0].Description);
    }

    [Fact]
    public void Comments_inside_flow_collections_belong_to_the_entry_before_them()
    {
        var schema = HyperparameterSchemaReader.Read("optimizer: {  # how\n  type: SGD,  # AdamW | SGD\n  lr: 1  # float\n}\n", null);
        Assert.Empty(schema.Problems);
        var section = Assert.IsType<SchemaSection>(Assert.Single(schema.Root.Items));
        Assert.Equal(["SGD", "AdamW"], Assert.IsType<SchemaField>(section.Items[0]).Choices);
        Assert.Equal(FieldKind.Float, Assert.IsType<SchemaField>(section.Items[1]).Kind);
        var oneLine = HyperparameterSchemaReader.Read("optimizer: {type: SGD, lr: 1}  # float\n", null);
        Assert.Equal(FieldKind.Integer, Assert.IsType<SchemaField>(((SchemaSection)oneLine.Root.Items[0]).Items[1]).Kind);
    }

    [Fact]
    public void Empty_texts_have_no_hyperparameters_and_no_problems()
    {
        foreach (var text in new[] { "", "\n", "# nothing\n", "---\n", "{}", "\uFEFF" })
        {
            var schema = HyperparameterSchemaReader.Read(text, null);
            Assert.Empty(schema.Problems);
            Assert.Empty(schema.Root.Items);
        }
    }

    private static SchemaField Field(string yaml, bool checkDefault = true)
    {
        var schema = HyperparameterSchemaReader.Read(yaml, null);
        if (checkDefault) Assert.Empty(schema.Problems);
        return Assert.IsType<SchemaField>(Assert.Single(schema.Root.Items));
    }
}
