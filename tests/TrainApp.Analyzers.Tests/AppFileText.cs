using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace TrainApp.Analyzers.Tests;

/// <summary>One of an app's files, in memory.</summary>
internal sealed class AppFileText(string role, string name, string text) : AdditionalText
{
    public string Role => role;

    public override string Path => "/app/" + name;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);

    public static AppFileText Hyperparameters(string text) => new("hyperparameters", "hyperparameters.yaml", text);

    public static AppFileText Models(string text) => new("models", "models.json", text);

    public static AppFileText Options(string text) => new("options", "app_options.yaml", text);
}

/// <summary>What a project file would say about the files in memory.</summary>
internal sealed class AppFileOptions : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(("build_property.RootNamespace", "MyApp"), ("build_property.ProjectDir", "/app/"));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values();

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
        => new Values(("build_metadata.AdditionalFiles.TrainAppRole", ((AppFileText)textFile).Role));

    private sealed class Values(params (string Key, string Value)[] values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = values.FirstOrDefault(v => v.Key == key).Value;
            return value is not null;
        }
    }
}
