namespace TrainApp.Generators.Tests;

/// <summary>Changes what a YAML file says: keys, nesting, types, comments.</summary>
internal static class YamlMutator
{
    private static readonly string[] s_keys =
    [
        "epoches", "Extra", "extra", "equals", "get_type", "clone", "hyperparameters", "text", "bind", "file_name", "class", "1st", "---", "a-b", "a_b", "aB", "模型", "😀", "'quoted key'",
        "\"dq\"", "null", "true", "~", "<<", "? complex", "a b c", "finalize", "to_string", "type_choice", "optimizer_section", "value", "x.y", "", "new", "MyApp", "System", "TrainApp",
        "device_selector", "multi_gpu", "demo", "train_logger",
    ];

    private static readonly string[] s_values =
    [
        "1", "-1", "08", "0x1F", "0o17", "3000000000", "99999999999999999999", "0.5", "1.", ".5", "1e-4", "1e999", "-.inf", ".nan", "true", "False", "yes", "no", "null", "~", "", "[]", "{}", "[1, 2]",
        "[1, 0.5]", "[a, b]", "[1, a]", "[true]", "[null]", "[[1]]", "[{a: 1}]", "{a: 1}", "{a: {b: {c: 1}}}", "{a: 1, a: 2}", "text", "'it''s'", "\"a\\tb\\u0041\"", "|\n    block\n    text", ">-\n    folded",
        "&anchor 1", "*anchor", "!!int 1", "!tag x", "\n    - 1\n    - 2", "\n    - a: 1", "2024-01-01", "12:30", "\"\"\"", "\\", "{", "]", "a: b", "# only a comment", "tensorboard", "None", "../demo", "\u2028",
    ];

    private static readonly string[] s_comments =
    [
        "# int?", "# float", "# float[]", "# string?", "# bool[]?", "# [0, 1)", "# (1, 0)", "# >= 1", "# < 0", "# 1..10", "# A | B | C", "# | x", "# a-b | a_b", "# null | x", "# float, [0, 1]: <b> & \"x\"", "#", "# 😀 */ */",
    ];

    public static string Mutate(string text, Random random)
    {
        List<string> lines = [.. text.Split('\n')];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(lines.Count);
            var line = lines[at];
            var indent = line.Length - line.TrimStart().Length;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            switch (random.Next(11))
            {
                case 0 when colon >= 0: lines[at] = new string(' ', indent) + Pick(s_keys) + line[colon..]; break;
                case 1 when colon >= 0: lines[at] = $"{line[..colon]}: {Pick(s_values)}"; break;
                case 2 when colon >= 0: lines[at] = $"{line[..colon]}: {Pick(s_values)}  {Pick(s_comments)}"; break;
                case 3: lines[at] = line.Split('#')[0] + " " + Pick(s_comments); break;
                case 4: lines[at] = new string(' ', random.Next(0, 7)) + line.TrimStart(); break;
                case 5: lines.Insert(random.Next(lines.Count + 1), line); break;
                case 6: lines.Insert(at, $"{new string(' ', indent)}{Pick(s_keys)}: {Pick(s_values)}"); break;
                case 7: lines.Insert(at + 1, $"{new string(' ', indent + 2)}{Pick(s_keys)}: {Pick(s_values)}"); break;
                case 8 when lines.Count > 1: lines.RemoveAt(at); break;
                case 9: lines.Insert(at, new string(' ', indent) + "- " + Pick(s_values)); break;
                default: (lines[at], lines[^1]) = (lines[^1], lines[at]); break;
            }
        }

        return string.Join(random.Next(8) == 0 ? "\r\n" : "\n", lines);

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
