using TrainApp.CommandLine;
using TrainApp.Hosting;

namespace TrainApp.Docs.Tests;

/// <summary>A verb as its help describes it.</summary>
/// <param name="Name">The verb.</param>
/// <param name="Arguments">Its arguments, such as <c>RUN</c>.</param>
/// <param name="Options">Its own options with their values: <c>--seed N</c>.</param>
/// <param name="Example">The example in its description.</param>
internal sealed record VerbHelp(string Name, IReadOnlyList<string> Arguments, IReadOnlyList<string> Options, string Example);

/// <summary>The real command line, asked for its help in this process.</summary>
internal static class AppHelp
{
    private static readonly AppDescription s_app = new()
    {
        FrameworkName = "Documented",
        Models = [new ModelInfo { Name = "Tiny", TaskType = "object detection" }],
        Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1", values => values),
        Options = new AppOptions(),
        Train = (_, _) => throw new NotSupportedException("Only help is asked for."),
        Serve = (_, _, _) => throw new NotSupportedException("Only help is asked for."),
    };

    private static readonly Lazy<Task<(IReadOnlyList<string> Common, IReadOnlyList<string> Page, IReadOnlyList<VerbHelp> Verbs)>> s_help = new(ReadAsync);

    /// <summary>Options that every verb has, with their values.</summary>
    public static async Task<IReadOnlyList<string>> CommonAsync() => (await s_help.Value).Common;

    /// <summary>Options of the page, which starts without a verb.</summary>
    public static async Task<IReadOnlyList<string>> PageAsync() => (await s_help.Value).Page;

    /// <summary>Every verb that is shown, in the order of help.</summary>
    public static async Task<IReadOnlyList<VerbHelp>> VerbsAsync() => (await s_help.Value).Verbs;

    private static async Task<(IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<VerbHelp>)> ReadAsync()
    {
        var (console, text) = (Console.Out, new StringWriter());
        Console.SetOut(text);
        try
        {
            var root = await AskAsync(text);
            var everywhere = Options(await AskAsync(text, "doctor")).ToList();
            var common = Options(root).Where(everywhere.Contains).ToList();
            var page = Options(root).Where(option => option != "--version").Except(common, StringComparer.Ordinal).ToList();
            var verbs = new List<VerbHelp>();
            foreach (var line in Section(root, "Commands:"))
            {
                var name = line.Split(' ')[0];
                var help = await AskAsync(text, name);
                var arguments = Section(help, "Arguments:").Select(argument => Shown(argument.Split("  ")[0]));
                var example = Section(help, "Description:").Single().Split("Example: ")[1];
                verbs.Add(new VerbHelp(name, [.. arguments], [.. Options(help).Except(common, StringComparer.Ordinal)], example));
            }

            return (common, page, verbs);
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    private static async Task<IReadOnlyList<string>> AskAsync(StringWriter text, params string[] verb)
    {
        text.GetStringBuilder().Clear();
        Assert.Equal(0, await TrainAppRunner.RunAsync(s_app, [.. verb, "--help"], verbs: VisionVerbs.All, cancellationToken: TestContext.Current.CancellationToken));
        return text.ToString().ReplaceLineEndings("\n").Split('\n');
    }

    private static IEnumerable<string> Options(IReadOnlyList<string> help) => Section(help, "Options:")
        .Select(line => Shown(line.Split("  ")[0].Replace(" (REQUIRED)", "", StringComparison.Ordinal)))
        .Where(option => !option.Contains("--help", StringComparison.Ordinal));

    private static IEnumerable<string> Section(IReadOnlyList<string> help, string heading) => help
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
        .Select(line => line.Trim());

    private static string Shown(string symbol) => symbol.Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal).Trim();
}
