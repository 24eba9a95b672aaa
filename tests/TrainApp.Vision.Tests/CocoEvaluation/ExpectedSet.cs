using System.Collections.Concurrent;
using System.Text.Json;

namespace TrainApp.Vision.Tests.CocoEvaluation;

/// <summary>A data set with what pycocotools says about it; read and evaluated once.</summary>
internal sealed class ExpectedSet
{
    private static readonly ConcurrentDictionary<string, Lazy<ExpectedSet>> Sets = new();

    private readonly string _folder, _prefix;

    private ExpectedSet(string folder, string truth, string detections, string prefix, CocoSimilarity similarity)
    {
        (_folder, _prefix, Similarity) = (SharedData.Find("expected", "cocoeval", folder), prefix, similarity);
        (Truth, Detections) = CocoEvaluationFiles.Read(PathOf(truth), PathOf(detections), similarity);
        Evaluator = new CocoEvaluator(Truth, Detections, CocoEvaluationSettings.For(similarity));
        Result = Evaluator.Evaluate();
    }

    public static TheoryData<string> Names => ["small", "medium", "fakebbox", "fakesegm", "keypoints"];

    public CocoSimilarity Similarity { get; }

    public CocoGroundTruth Truth { get; }

    public CocoDetections Detections { get; }

    public CocoEvaluator Evaluator { get; }

    public CocoEvaluationResult Result { get; }

    public static ExpectedSet Of(string name)
    {
        SharedData.Find("expected", "cocoeval");
        return Sets.GetOrAdd(name, _ => new Lazy<ExpectedSet>(() => Make(name))).Value;
    }

    public string PathOf(string file) => Path.Combine(_folder, file);

    public JsonElement Figures() => Read($"{_prefix}_expected.json");

    public JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(file)));
        return document.RootElement.Clone();
    }

    public (int[] Shape, double[] Values) Curve(string name) => NpzFile.Read(PathOf($"{_prefix}_curves.npz"), name);

    /// <summary>The match lists beside the set, each with its area range.</summary>
    public IEnumerable<(string File, int Area)> MatchLists() =>
        Directory.EnumerateFiles(_folder, $"{_prefix}_matches*.json").Select(path => (Path.GetFileName(path), path.Contains("medium.json", StringComparison.Ordinal) ? 1 : 0));

    private static ExpectedSet Make(string name) => name switch
    {
        "fakebbox" => new("val2014_100", "instances_val2014_100.json", "instances_val2014_fakebbox100_results.json", name, CocoSimilarity.Boxes),
        "fakesegm" => new("val2014_100", "instances_val2014_100.json", "instances_val2014_fakesegm100_results.json", name, CocoSimilarity.Masks),
        "keypoints" => new(name, "gt.json", "dt.json", name, CocoSimilarity.Keypoints),
        _ => new(name, "gt.json", "dt.json", name, CocoSimilarity.Boxes),
    };
}
