namespace TrainApp.Formats.Tests;

public class ModelCatalogTests
{
    private const string Meta = """ "meta": { "task_type": "t", "model_name": "m", "model_files": { "checkpoint": "c" } } """;
    private const string Other = """ "meta": { "task_type": "t", "model_name": "other", "model_files": { "checkpoint": "c", "config": "x" } } """;
    private const string Third = """ "meta": { "task_type": "t", "model_name": "third", "model_files": { "checkpoint": "c" } } """;

    [Theory]
    [InlineData("TRAIN101", "[{⟦x⟧: 1}]")]
    [InlineData("TRAIN101", "[{\"a\": ⟦None⟧}]")]
    [InlineData("TRAIN101", "[{\"a\": ⟦'⟧b'}]")]
    [InlineData("TRAIN101", "[{\"a\": ⟦01⟧}]")]
    [InlineData("TRAIN101", "[{\"a\": ⟦1.⟧}]")]
    [InlineData("TRAIN101", "[{\"a\": ⟦1e999⟧}]")]
    [InlineData("TRAIN101", "[{\"a\": ⟦\"b⟧\n}]")]
    [InlineData("TRAIN101", "[{\"a\": \"⟦\\q⟧\"}]")]
    [InlineData("TRAIN101", "[ ⟦/*⟧ ")]
    [InlineData("TRAIN101", "[\"😀\", ⟦}⟧]")]
    [InlineData("TRAIN101", "[{\"a\" ⟦1⟧}]")]
    [InlineData("TRAIN101", "⟦⟧")]
    [InlineData("TRAIN103", "⟦{⟧\"a\": 1}")]
    [InlineData("TRAIN103", "⟦5⟧")]
    [InlineData("TRAIN109", "⟦[]⟧")]
    [InlineData("TRAIN103", "[{" + Meta + "}, ⟦5⟧]")]
    [InlineData("TRAIN102", "[{\"a\": 1, ⟦\"a\"⟧: 2, " + Meta + "}]")]
    [InlineData("TRAIN104", "[⟦{⟧}]")]
    [InlineData("TRAIN106", "[{\"meta\": ⟦5⟧}]")]
    [InlineData("TRAIN104", "[{\"meta\": ⟦{⟧\"task_type\": \"t\", \"model_files\": {\"checkpoint\": null}}}]")]
    [InlineData("TRAIN104", "[{\"meta\": {⟦\"task_typ\"⟧: \"t\", \"model_name\": \"m\", \"model_files\": {\"checkpoint\": null}}}]")]
    [InlineData("TRAIN104", "[{\"meta\": ⟦{⟧\"task_type\": \"t\", \"model_name\": \"m\"}}]")]
    [InlineData("TRAIN105", "[{\"meta\": {\"task_type\": \"t\", \"model_name\": \"m\", \"model_files\": ⟦{⟧\"config\": \"x\"}}}]")]
    [InlineData("TRAIN106", "[{\"meta\": {\"task_type\": \"t\", \"model_name\": \"m\", \"model_files\": {\"checkpoint\": ⟦5⟧}}}]")]
    [InlineData("TRAIN106", "[{\"meta\": {\"task_type\": \"t\", \"model_name\": \"m\", \"model_files\": {\"checkpoint\": ⟦\"\"⟧}}}]")]
    [InlineData("TRAIN106", "[{\"meta\": {\"task_type\": ⟦1⟧, \"model_name\": \"m\", \"model_files\": {\"checkpoint\": \"c\"}}}]")]
    [InlineData("TRAIN106", "[{\"meta\": {\"task_type\": \"t\", \"model_name\": ⟦\" \"⟧, \"model_files\": {\"checkpoint\": \"c\"}}}]")]
    [InlineData("TRAIN106", "[{\"meta\": {\"arch_type\": ⟦1⟧, \"task_type\": \"t\", \"model_name\": \"m\", \"model_files\": {\"checkpoint\": \"c\"}}}]")]
    [InlineData("TRAIN106", "[{\"x\": ⟦[⟧1], " + Meta + "}]")]
    [InlineData("TRAIN107", "[{" + Meta + "}, {\"meta\": {\"task_type\": \"t\", \"model_name\": ⟦\"M\"⟧, \"model_files\": {\"checkpoint\": null}}}]")]
    [InlineData("TRAIN104", "[{⟦\"mata\"⟧: 5}]")]
    [InlineData("TRAIN105", "[{\"meta\": {\"task_type\": \"t\", \"model_name\": \"m\", \"model_files\": {⟦\"chekpoint\"⟧: \"x\"}}}]")]
    [InlineData("TRAIN110", "[{\"meta\": {⟦\"arch_tipe\"⟧: \"a\", \"task_type\": \"t\", \"model_name\": \"m\", \"model_files\": {\"checkpoint\": \"c\"}}}]")]
    [InlineData("TRAIN110", "[{\"Size\": 1, " + Meta + "}, {\"Size\": 1, " + Other + "}, {⟦\"Syze\"⟧: 1, " + Third + "}]")]
    public void A_mistake_is_reported_where_it_stands(string id, string marked)
    {
        var text = Marked.Parse(marked);
        text.Expect(id, ModelCatalogReader.Read(text.Text, "models.json").Problems);
    }

    [Fact]
    public void A_misspelt_field_is_named()
    {
        var problem = Assert.Single(ModelCatalogReader.Read("""[{"meta": {"task_type": "t", "model_name": "m", "model_files": {"checkpiont": "x"}}}]""", null).Problems);
        Assert.Equal("Model 'm' lacks the file 'checkpoint' in 'model_files'; found 'checkpiont'.", problem.Message);
    }

    [Fact]
    public void Two_spellings_of_one_column_are_reported_at_both_where_neither_is_usual()
    {
        var problems = ModelCatalogReader.Read("[{\"Size\": 1, " + Meta + "}, {\"Sise\": 1, " + Other + "}]", null).Problems;
        Assert.Equal(
            ["Model 'm' has the column 'Size', where model 'other' has 'Sise'. Did you mean 'Sise'?", "Model 'other' has the column 'Sise', where model 'm' has 'Size'. Did you mean 'Size'?"],
            problems.Select(problem => problem.Message));
    }

    [Theory]
    [InlineData("""{"AP": 1, """, """{"AR": 1, """)]
    [InlineData("""{"Size": 1, "Sise": 2, """, """{"Size": 1, """)]
    [InlineData("""{"Params(M)": 1, """, """{"GFLOPs": 1, """)]
    public void Columns_that_are_rightly_different_are_let_be(string first, string second) =>
        Assert.Empty(ModelCatalogReader.Read("[" + first + Meta + "}, " + second + Other + "}]", null).Problems);

    [Fact]
    public void Columns_files_and_meta_are_read_with_comments_and_trailing_commas()
    {
        var catalog = ModelCatalogReader.Read("""
            [
                { // the small one
                    "Model": "RT-DETRv2-S", "AP_val": 48.1, "Params(M)": 20, "new": true, "note": null,
                    "meta": {
                        "task_type": "object detection", "model_name": "RT-DETRv2-S", "arch_type": "rtdetr", "other": {"x": 1},
                        "model_files": { "checkpoint": "https://example.org/a.pth", "config": "a.yml", },
                    },
                },
                /* { } */
                { "meta": { "task_type": "t", "model_name": "Scratch", "model_files": { "checkpoint": null } } },
            ]
            """, null);
        Assert.Empty(catalog.Problems);
        var model = catalog.Models[0];
        Assert.Equal(("RT-DETRv2-S", "object detection", "rtdetr", "https://example.org/a.pth"), (model.Name, model.TaskType, model.ArchType, model.Checkpoint));
        Assert.Equal(["Model:RT-DETRv2-S", "AP_val:48.1", "Params(M):20", "new:true", "note:null"], model.Columns.Select(column => $"{column.Name}:{column.Text}"));
        Assert.Equal(["checkpoint", "config"], model.Files.Select(file => file.Name));
        Assert.Null(catalog.Models[1].Checkpoint);
    }

    [Fact]
    public void What_stands_before_a_mistake_in_the_syntax_is_kept()
    {
        var catalog = ModelCatalogReader.Read("[{" + Meta + "}, {\"meta\": {\"task_type\": }}]", null);
        Assert.Equal("m", Assert.Single(catalog.Models).Name);
        Assert.Equal("TRAIN101", Assert.Single(catalog.Problems).Id);
    }

    [Fact]
    public void Deep_nesting_is_refused_instead_of_followed() =>
        Assert.Equal("TRAIN101", Assert.Single(ModelCatalogReader.Read(new string('[', 100_000), null).Problems).Id);
}
