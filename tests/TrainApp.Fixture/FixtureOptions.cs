namespace TrainApp.Fixture;

/// <summary>The app's options: those of most tests, changed by words in <c>FIXTURE_OPTIONS</c>.</summary>
internal static class FixtureOptions
{
    public static AppOptions Read()
    {
        var words = (Environment.GetEnvironmentVariable("FIXTURE_OPTIONS") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new AppOptions
        {
            ExportOnnxSupported = true,
            Logger = "tensorboard",
            ModelBenchmark = words.Contains("benchmark"),
            GenerateReport = words.Contains("report"),
            VersionImages = words.Contains("version-images"),
            Collapsable = words.Contains("collapsable"),
            ShowLogsInGui = !words.Contains("no-log"),
            AutoConvertClasses = words.Contains("convert"),
            ClassesSelector = new SelectorOption { Enabled = !words.Contains("all-classes") },
            TagsSelector = new SelectorOption { Enabled = words.Contains("tags") },
            SplitsSelector = words.Contains("no-splits") ? new SplitsSelectorOption { Enabled = false }
                : words.Contains("datasets-only") ? new SplitsSelectorOption { Methods = ["datasets"] }
                : new SplitsSelectorOption(),
        };
    }
}
