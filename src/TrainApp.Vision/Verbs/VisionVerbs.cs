using TrainApp.CommandLine;
using TrainApp.Vision.Verbs;

namespace TrainApp;

/// <summary>The verbs that this package adds to an app's command line. Generated code hands them to the host.</summary>
public static class VisionVerbs
{
    /// <summary>All of them.</summary>
    public static AddedVerbs All { get; } = new(() => [new ConvertVerb(), new CocoEvalVerb(), new BenchmarkVerb(), new EvaluateVerb(), new CompareVerb()]);
}
