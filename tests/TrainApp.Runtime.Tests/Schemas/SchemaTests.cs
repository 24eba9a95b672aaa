using NJsonSchema;
using TrainApp.Schemas;

namespace TrainApp.Tests.Schemas;

/// <summary>An independent validator takes our own files by our schemas, and refuses what the readers refuse.</summary>
public sealed class SchemaTests
{
    private static string Sample => Path.Combine(GivenData.Root, "samples", "Quickstart");

    [Fact]
    public void The_sample_s_schemas_are_those_that_the_verb_writes()
    {
        foreach (var (name, text) in SchemaFiles.Of(Read("hyperparameters.yaml"), "hyperparameters.yaml"))
            Assert.Equal(text, Read(Path.Combine("schemas", name)));
    }

    [Fact]
    public async Task The_sample_s_files_are_valid()
    {
        var schemas = SchemaFiles.Of(Read("hyperparameters.yaml"), "hyperparameters.yaml").ToDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal);
        await IsValidAsync(schemas["hyperparameters.schema.json"], YamlAsJson.Convert(Read("hyperparameters.yaml")));
        await IsValidAsync(schemas["app_options.schema.json"], YamlAsJson.Convert(Read("app_options.yaml")));
        await IsValidAsync(schemas["models.schema.json"], Read("models.json"));
    }

    [Theory]
    [InlineData("device_selector: true\ndemo: folder\n", true)]
    [InlineData("demo: {path: folder, branch: main}\noriginal_repository: {name: a, url: b}\nmodel_selector: {default_model: a}\n", true)]
    [InlineData("train_val_split_methods: [Random, Based on tags, Based on item tags, datasets]\ncollapsable: null\n", true)]
    [InlineData("device_selektor: true\n", false)]
    [InlineData("device_selector: 1\n", false)]
    [InlineData("train_logger: wandb\n", false)]
    [InlineData("demo: {branch: main}\n", false)]
    [InlineData("model_selector: {default_modell: a}\n", false)]
    [InlineData("train_val_split_methods: [Based on classes]\n", false)]
    public async Task Options_are_taken_or_refused_as_the_reader_does(string yaml, bool valid)
    {
        Assert.Equal(valid, Formats.AppOptionsReader.Read(yaml, null).Problems.Count == 0);
        Assert.Equal(valid, (await ProblemsAsync(SchemaOf("app_options"), YamlAsJson.Convert(yaml))).Count == 0);
    }

    [Theory]
    [InlineData("""[{"AP": 48.1, "meta": {"task_type": "t", "model_name": "m", "arch_type": "a", "model_files": {"checkpoint": null, "config": "c", "labels": "l"}}}]""", true)]
    [InlineData("""[{"meta": {"task_type": "t", "model_name": "m", "model_files": {}}}]""", false)]
    [InlineData("""[{"meta": {"task_type": 5, "model_name": "m", "model_files": {"checkpoint": null}}}]""", false)]
    [InlineData("""[{"AP": [1], "meta": {"task_type": "t", "model_name": "m", "model_files": {"checkpoint": null}}}]""", false)]
    [InlineData("""{"models": []}""", false)]
    public async Task Models_are_taken_or_refused_as_the_reader_does(string json, bool valid)
    {
        Assert.Equal(valid, Formats.ModelCatalogReader.Read(json, null).Problems.Count == 0);
        Assert.Equal(valid, (await ProblemsAsync(SchemaOf("models"), json)).Count == 0);
    }

    [Theory]
    [InlineData("lr: 0.5\nmode: fast\nsizes: [1, 2]\n", true)]
    [InlineData("lr: 2\n", false)]
    [InlineData("lr: 0\n", false)]
    [InlineData("mode: faster\n", false)]
    [InlineData("sizes: [1, 2.5]\n", false)]
    [InlineData("limit: text\n", false)]
    [InlineData("limit: null\nsection: {deep: {flag: false}}\n", true)]
    [InlineData("section: {deep: {flag: 1}}\n", false)]
    public async Task Hyperparameters_are_taken_or_refused_by_type_range_and_choice(string yaml, bool valid)
    {
        const string Defaults = """
            lr: 0.1  # (0, 1]
            mode: slow  # slow | fast
            sizes: [1]
            limit: null  # int?
            section:
              deep:
                flag: true
            """;
        var schema = SchemaFiles.Of(Defaults, "hyperparameters.yaml")[0].Text;
        Assert.Equal(valid, (await ProblemsAsync(schema, YamlAsJson.Convert(yaml))).Count == 0);
    }

    private static string SchemaOf(string file) => SchemaFiles.Of("a: 1\n", "hyperparameters.yaml").Single(schema => schema.Name == $"{file}.schema.json").Text;

    private static async Task IsValidAsync(string schema, string json) => Assert.Empty(await ProblemsAsync(schema, json));

    private static async Task<ICollection<NJsonSchema.Validation.ValidationError>> ProblemsAsync(string schema, string json) =>
        (await JsonSchema.FromJsonAsync(schema, TestContext.Current.CancellationToken)).Validate(json);

    private static string Read(string name) => File.ReadAllText(Path.Combine(Sample, name));
}
