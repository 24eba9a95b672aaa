using System.Globalization;
using TrainApp.Generators.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var session = new EditorSession();
Console.WriteLine("The generator on an app with 200 hyperparameters and 100 models.");
Console.WriteLine($"first run of a process          {session.First(),8:F1} ms");
foreach (var (edit, milliseconds) in session.Edits()) Console.WriteLine($"{edit,-31} {milliseconds,8:F2} ms");
var builds = CompilerBuild.Measure(5);
Console.WriteLine($"in the compiler (ReportAnalyzer){builds.Order().ElementAt(builds.Count / 2) * 1000,8:F0} ms (median of {builds.Count} builds: {string.Join(", ", builds.Select(static seconds => $"{seconds * 1000:F0}"))})");
