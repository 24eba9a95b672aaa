using System.Text;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Tests.Projects;

/// <summary>Thousands of damaged files: each is read, or refused with a reason, and nothing is thrown.</summary>
public sealed class AnnotationMutantTests
{
    private const int Mutants = 6000;

    private static readonly string[] Tokens =
    [
        "null", "true", "-1", "1e400", "99999999999", "0.5", "\"\"", "\"\\ud800\"", "[]", "{}", "[[]]", "[[1]]", "[1,2,3]", "{\"loc\":1}", ",", ":", "{", "}", "[", "]",
        "\"", "\0", "\u00e9", "NaN", "//", "\"objects\":", "\"tags\":", "\"points\":", "\"size\":null,", "\"classTitle\":", "\"any\"", "\"graph\"", "\"bitmap\"",
    ];

    private const string Healthy = """
        {"description": "é", "size": {"height": 30, "width": 40}, "tags": [{"name": "ripe"}, {"name": "ripe", "value": "x"}],
         "objects": [
          {"id": 1, "classTitle": "kiwi", "tags": [], "geometryType": "rectangle", "points": {"exterior": [[1, 2], [3.5, 4]], "interior": []}},
          {"classTitle": "lemon", "tags": ["ripe"], "points": {"exterior": [[1, 2], [3, 4], [5, 6]], "interior": [[[1, 1], [2, 2], [1, 2]]]}, "instance": "ab"},
          {"classTitle": "thing", "tags": [], "shape": "bitmap", "bitmap": {"data": "eJwB", "origin": [4, 5]}},
          {"classTitle": "thing", "tags": [], "geometryType": "graph", "nodes": {"a": {"loc": [1, 2]}, "b": {"loc": [3, 4], "disabled": true}}},
          {"classTitle": "thing", "tags": [], "geometryType": "point", "points": {"exterior": [[1, 2]], "interior": []}},
          {"classTitle": "thing", "tags": [], "geometryType": "cuboid", "faces": [1, 2]}],
         "customBigData": {"deep": [[1, {"a": 1}]]}, "imageId": 9}
        """;

    [Fact]
    public void No_damage_to_an_annotation_is_answered_by_an_unexplained_exception()
    {
        var meta = MetaReader.Read(Encoding.UTF8.GetBytes(ProjectFolder.Meta), "meta.json", [])!.Meta;
        var reader = new AnnotationReader(meta);
        var random = new SeededSequence(20260101);
        var (read, refused) = (0, 0);
        for (var i = 0; i < Mutants; i++)
        {
            var mutant = Mutate(Encoding.UTF8.GetBytes(Healthy), ref random);
            var problems = new List<ProjectProblem>();

            var annotation = reader.Read(mutant, "a.json", problems);

            Assert.All(problems, problem =>
            {
                Assert.NotEmpty(problem.Message);
                Assert.Equal("a.json", problem.Path);
                Assert.InRange(problem.Line ?? 1, 1, mutant.Count(unit => unit == '\n') + 1);
            });
            Assert.Equal(annotation is null, problems.Exists(problem => problem.IsError));
            if (annotation is null)
            {
                refused++;
                continue;
            }

            read++;
            var kept = reader.Read(AnnotationFilter.Keep(mutant, new HashSet<string>(["kiwi"], StringComparer.Ordinal)), "a.json", []);
            Assert.Equal(annotation.Labels.Where(label => label.ClassName == "kiwi").Select(label => label.Geometry), kept!.Labels.Select(label => label.Geometry));
        }

        Assert.True(read > Mutants / 20, $"Only {read} mutants were read.");
        Assert.True(refused > Mutants / 2, $"Only {refused} mutants were refused.");
    }

    [Fact]
    public void No_damage_to_a_meta_file_is_answered_by_an_unexplained_exception()
    {
        var random = new SeededSequence(20260102);
        var (read, refused) = (0, 0);
        for (var i = 0; i < Mutants / 2; i++)
        {
            var problems = new List<ProjectProblem>();

            var meta = MetaReader.Read(Mutate(Encoding.UTF8.GetBytes(ProjectFolder.Meta), ref random), "meta.json", problems);

            Assert.Equal(meta is null, problems.Exists(problem => problem.IsError));
            if (meta is null) refused++;
            else read++;
        }

        Assert.True(read > Mutants / 40 && refused > Mutants / 4, $"{read} read, {refused} refused.");
    }

    private static byte[] Mutate(byte[] text, ref SeededSequence random)
    {
        var bytes = new List<byte>(text);
        for (var times = random.Below(3); times >= 0; times--)
        {
            var at = random.Below(bytes.Count);
            var length = Math.Min(random.Below(8), bytes.Count - at - 1);
            switch (random.Below(5))
            {
                case 0:
                    bytes[at] = (byte)random.Below(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Below(Tokens.Length)]));
                    break;
                case 3:
                    ReplaceToken(bytes, at, Tokens[random.Below(Tokens.Length)]);
                    break;
                default:
                    bytes.InsertRange(random.Below(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Replaces the number, word or bracket at a place: damage that often leaves well-formed JSON.</summary>
    private static void ReplaceToken(List<byte> bytes, int at, string token)
    {
        var end = at;
        while (end < bytes.Count - 1 && char.IsAsciiLetterOrDigit((char)bytes[end])) end++;
        while (at > 0 && char.IsAsciiLetterOrDigit((char)bytes[at - 1])) at--;
        bytes.RemoveRange(at, end - at);
        bytes.InsertRange(at, Encoding.UTF8.GetBytes(token));
    }
}
