using System.Runtime.CompilerServices;
using TrainApp.Formats;
using TrainApp.Requests;
using TrainApp.Tuning;

namespace TrainApp.Gui.Setup;

/// <summary>Makes forms of the hyperparameters of one app: the schema is read once, and a form once for all who show it.</summary>
internal sealed class HyperparameterForms
{
    private static readonly ConditionalWeakTable<HyperparameterSource, HyperparameterForms> s_all = [];

    private readonly ConditionalWeakTable<TrainRequest, HyperparameterForm> _forms = [];
    private readonly HyperparameterSource _source;

    private HyperparameterForms(HyperparameterSource source)
    {
        _source = source;
        Schema = HyperparameterSchemaReader.Read(source.Text, source.FileName).Root;
        Fields = [.. FieldsOf(Schema, []).Select((field, index) => new FormField(field.Field, field.Section, field.Keys, index))];
        Defaults = Of(new TrainRequest());
    }

    /// <summary>What the app's file says.</summary>
    public SchemaSection Schema { get; }

    /// <summary>Every field, in file order.</summary>
    public IReadOnlyList<FormField> Fields { get; }

    /// <summary>The form of a request that says nothing of hyperparameters.</summary>
    public HyperparameterForm Defaults { get; }

    public static HyperparameterForms Of(HyperparameterSource source) => s_all.GetValue(source, static key => new HyperparameterForms(key));

    /// <summary>The form of a request.</summary>
    public HyperparameterForm Of(TrainRequest request) => _forms.GetValue(request, Read);

    /// <summary>The request with another YAML text; the app's own text stands for itself.</summary>
    public TrainRequest WithText(TrainRequest request, string text) =>
        request with { Hyperparameters = null, Set = null, HyperparametersText = text == _source.Text ? null : text };

    /// <summary>The request with settings and files folded into its text, so that the page has one text to show and change.</summary>
    public TrainRequest Folded(TrainRequest request) => request is { Set: null or { Count: 0 } } ? request : WithText(request, Of(request).Text);

    /// <summary>The request with one value as somebody typed it, right or wrong; null where the text has no safe place for it.</summary>
    public TrainRequest? With(TrainRequest request, FormField field, string typed)
    {
        var text = HyperparameterText.Set(Of(request).Text, field.Keys, TypedValue.Write(Schema, field.Field, typed));
        return text is null ? null : WithText(request, text);
    }

    /// <summary>The request with one value as the app's file has it.</summary>
    public TrainRequest? WithDefault(TrainRequest request, FormField field)
    {
        var text = HyperparameterText.Set(Of(request).Text, field.Keys, TypedValue.WriteDefault(field.Field));
        return text is null ? null : WithText(request, text);
    }

    private static IEnumerable<(SchemaField Field, SchemaSection Section, string[] Keys)> FieldsOf(SchemaSection section, string[] keys) => section.Items.SelectMany(item => item is SchemaSection inner
        ? FieldsOf(inner, [.. keys, inner.Key])
        : [((SchemaField)item, section, [.. keys, item.Key])]);

    private HyperparameterForm Read(TrainRequest request)
    {
        var resolution = HyperparameterResolver.Resolve(_source, request.HyperparametersText, givenFile: null, [.. request.Set ?? new Dictionary<string, string>()]);
        var document = YamlReader.Read(resolution.Text, file: null, ProblemKinds.HyperparameterYaml);
        var reader = new FormReader(resolution);
        reader.Read(Schema, document.Root as YamlMapping);
        return new HyperparameterForm
        {
            Text = resolution.Text,
            IsReadable = document is { Problems: [], Root: null or YamlMapping or YamlScalar { Kind: ScalarKind.Null } },
            Problems = resolution.Problems,
            Extra = reader.Extra,
            Fields = reader.Fields,
        };
    }
}

/// <summary>A field of the form.</summary>
public sealed class FormField
{
    internal FormField(SchemaField field, SchemaSection section, IReadOnlyList<string> keys, int index)
    {
        Index = index;
        Field = field;
        Section = section;
        Keys = keys;
    }

    internal SchemaField Field { get; }

    /// <summary>Its place among all fields, from 0.</summary>
    internal int Index { get; }

    /// <summary>The section that it stands in.</summary>
    internal SchemaSection Section { get; }

    /// <summary>Its keys from the top.</summary>
    internal IReadOnlyList<string> Keys { get; }

    internal string Path => Field.Path;
}
