namespace TrainApp.Vision.Benchmarking.Projects;

/// <summary>Reads two projects as label maps and compares their pixels.</summary>
internal static class SemanticProjects
{
    public static Task<EvaluationResult> EvaluateAsync(
        Project truth, Project predictions, IReadOnlyList<string> classes, BenchmarkSettings settings, CancellationToken cancellationToken) =>
        throw new BenchmarkException("Not yet.");
}
