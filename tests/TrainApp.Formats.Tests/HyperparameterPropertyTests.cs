using System.Globalization;
using System.Text;
using CsCheck;
using TrainApp.Hosting;
using TrainApp.Tuning;

namespace TrainApp.Formats.Tests;

/// <summary>Properties that hold for every layout of a file and every value that is set in it.</summary>
public class HyperparameterPropertyTests
{
    private static readonly string[] s_texts = ["plain", "a b", "a: b", "# x", "a #b", "5", "true", "null", "~", "", " ", "it's", "say \"x\"", "back\\slash", "[1", "{", "- a", "&a", "*a", "!t", "|", ">", "%", "@", "`", "Straße", "模型", "😀", "tab\there", "1e-4", "0x1F", "---", "...", "<<", "=", "a,b", "?", ": "];

    private static readonly Gen<string> s_text = OneOf(s_texts);

    /// <summary>A field, how its value may be written, and where comments and blank lines stand.</summary>
    private static readonly Gen<Line> s_line =
        from value in OneOf("1", "0.5", "text", "'quoted # no comment'", "\"double\"", "true", "[1, 2]", "[a, b]", "\n  - 1\n  - 2", "{}", "|\n  block\n  text", ">-\n  folded\n  text", "null", "")
        from comment in OneOf("", "  # note", " # [0, 1)", "  # 😀")
        from above in OneOf("", "\n", "# above\n", "\n# far\n\n")
        select new Line(value, comment, above);

    private sealed record Line(string Value, string Comment, string Above)
    {
        /// <summary>The entry as lines; a block value has its comment behind the key.</summary>
        public string Write(string key, string indent)
        {
            var lines = Value.Split('\n');
            var isBlockScalar = lines[0] is "|" or ">-";
            var first = $"{key}: {lines[0]}".TrimEnd() + (isBlockScalar ? "" : Comment);
            return string.Concat(Above.Split('\n', StringSplitOptions.None).SkipLast(1).Select(line => (line.Length > 0 ? indent : "") + line + "\n"))
                + string.Join('\n', lines.Skip(1).Select(line => indent + line).Prepend(indent + first)) + "\n";
        }
    }

    [Fact]
    public void Setting_a_value_changes_that_value_and_keeps_every_comment_and_every_other_line()
    {
        Gen.Select(s_line.Array[1, 6], Gen.Int[0, 5], OneOf("7", "1e-3", "[3, 4]", "x", "'q'", "\"d\\n\"", "true", "{a: 1}"), Gen.Bool, Gen.Bool).Sample((lines, at, value, inSection, isCrlf) =>
        {
            var index = at % lines.Length;
            var text = new StringBuilder(inSection ? "before: 1\nsection:  # kept\n" : "before: 1\n");
            for (var i = 0; i < lines.Length; i++) text.Append(lines[i].Write($"key{i.ToString(CultureInfo.InvariantCulture)}", inSection ? "  " : ""));
            text.Append("after: 2  # kept\n");
            var before = isCrlf ? text.ToString().ReplaceLineEndings("\r\n") : text.ToString();
            string[] keys = inSection ? ["section", $"key{index}"] : [$"key{index}"];
            var after = HyperparameterText.Set(before, keys, value);

            Assert.NotNull(after);
            Assert.Equal(Comments(before, lines[index]), Comments(after, lines[index]));
            var written = Find(after, keys);
            Assert.True(HyperparameterData.AreEqual(Parse(value)!, written));
            Assert.Equal(Others(before, keys), Others(after, keys));
            var kept = before.Split('\n').Count(line => !after.Split('\n').Contains(line, StringComparer.Ordinal));
            Assert.InRange(kept, 0, lines[index].Value.Split('\n').Length);
        }, iter: 3000);
    }

    [Fact]
    public void A_text_that_is_set_is_read_back_as_it_was()
    {
        Gen.Select(s_text, s_text).Sample((name, note) =>
        {
            var source = new HyperparameterSource("h.yaml", "name: x  # name\nsection: {note: y, z: 1}\n", static values => values);
            var resolution = HyperparameterResolver.Resolve(source, null, null, [new("name", name), new("section.note", note)]);
            Assert.Empty(resolution.Problems);
            Assert.Equal((name, note), (resolution.Values.Text("name"), resolution.Values.Section("section").Text("note")));
            Assert.Contains("# name", resolution.Text, StringComparison.Ordinal);

            // The recorded text alone gives the same values.
            var again = HyperparameterResolver.Resolve(source, resolution.Text, "recorded.yaml", []);
            Assert.Empty(again.Problems);
            Assert.Equal((name, note), (again.Values.Text("name"), again.Values.Section("section").Text("note")));
            Assert.Equal(resolution.Text, again.Text);
        }, iter: 1000);
    }

    [Fact]
    public void A_number_that_is_set_is_read_back_bit_for_bit()
    {
        Gen.Double[-1e300, 1e300].Sample(number =>
        {
            var source = new HyperparameterSource("h.yaml", "lr: 0.1  # rate\n", static values => values);
            var text = number.ToString("R", CultureInfo.InvariantCulture);
            var resolution = HyperparameterResolver.Resolve(source, null, null, [new("lr", text)]);
            Assert.Equal(number, resolution.Values.Double("lr"));
            Assert.Equal($"lr: {text}  # rate\n", resolution.Text);
        }, iter: 1000);
    }

    [Fact]
    public void Scalars_written_as_yaml_are_the_text_that_they_were() =>
        Gen.String.Where(static text => UnprintableCharacter.Find(text) < 0).Sample(text =>
        {
            var node = Assert.IsType<YamlScalar>(Parse(HyperparameterScalar.Write(text)));
            Assert.Equal((ScalarKind.Text, text), (node.Kind, node.Value));
        }, iter: 3000);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string[] Comments(string text, Line changed) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Contains(" # ", StringComparison.Ordinal) || line.TrimStart().StartsWith('#')).Select(line => line[line.LastIndexOf('#')..]).Where(comment => !changed.Value.Contains(comment, StringComparison.Ordinal))];

    private static string Others(string text, string[] keys) =>
        string.Join(';', Leaves(Parse(text)!, "").Where(leaf => !leaf.StartsWith(string.Join('.', keys), StringComparison.Ordinal)));

    private static IEnumerable<string> Leaves(YamlNode node, string path) => node switch
    {
        YamlMapping mapping => mapping.Entries.SelectMany(entry => Leaves(entry.Value, path.Length == 0 ? entry.Key.Value : $"{path}.{entry.Key.Value}")),
        YamlSequence list => list.Items.SelectMany((item, i) => Leaves(item, $"{path}[{i}]")),
        YamlScalar scalar => [$"{path}={scalar.Kind}:{scalar.Value}"],
        _ => [],
    };

    private static YamlNode Find(string text, string[] keys) => keys.Aggregate(Parse(text)!, static (node, key) => Assert.IsType<YamlMapping>(node).Find(key)!.Value);

    private static YamlNode? Parse(string text)
    {
        var document = YamlReader.Read(text, null, ProblemKinds.HyperparameterYaml);
        Assert.Empty(document.Problems);
        return document.Root;
    }
}
