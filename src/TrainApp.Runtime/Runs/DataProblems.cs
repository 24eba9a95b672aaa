using System.Text.Json;
using TrainApp.Files;

namespace TrainApp.Runs;

/// <summary>One thing that is broken or doubtful in a run's data.</summary>
/// <param name="Severity"><c>error</c> when the item was left out, <c>warning</c> when it was used all the same.</param>
/// <param name="Code">The diagnostic's id.</param>
/// <param name="Message">What was found, what was expected.</param>
/// <param name="Path">The file or folder.</param>
internal sealed record DataProblem(string Severity, string Code, string Message, string Path);

/// <summary><c>data_problems.json</c>: what preparation left out or doubted, so that nothing is skipped in silence.</summary>
internal static class DataProblems
{
    public static void Write(RunFolder folder, IEnumerable<ProjectProblem> problems)
    {
        List<DataProblem> list = [.. problems.Select(problem => new DataProblem(problem.IsError ? "error" : "warning", problem.Id, problem.Message, problem.Path)).Distinct()];
        AtomicFile.WriteBytes(folder.DataProblemsFile, JsonSerializer.SerializeToUtf8Bytes(list, RunJson.Files.ListDataProblem));
    }

    public static IReadOnlyList<DataProblem> Read(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.DataProblemsFile), RunJson.Files.ListDataProblem) ?? [];
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return [];
        }
    }
}
