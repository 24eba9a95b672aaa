using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrainApp.Generators;

namespace TrainApp.Analyzers.Tests;

/// <summary>What stands around the code of every test.</summary>
internal static class SampleProgram
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using TrainApp;
        """;

    public const string Yaml = """
        epoches: 100
        batch_size: 8
        optimizer:
          lr: 0.001
          weight_decay: 0.1
        """;

    /// <summary>What the generator makes of <see cref="Yaml"/>.</summary>
    public static IReadOnlyList<(string Name, string Text)> Generated { get; } = Generate(Yaml);

    /// <summary>What the generator makes of hyperparameters.</summary>
    public static IReadOnlyList<(string Name, string Text)> Generate(string hyperparameters)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new TrainAppGenerator().AsSourceGenerator()],
            [AppFileText.Hyperparameters(hyperparameters)],
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14),
            optionsProvider: new AppFileOptions());
        return [.. driver.RunGenerators(CSharpCompilation.Create("MyApp")).GetRunResult().Results.Single().GeneratedSources
            .Where(static made => !made.HintName.Contains("Host", StringComparison.Ordinal))
            .Select(static made => (made.HintName, made.SourceText.ToString()))];
    }

    /// <summary>A class of an app with this content.</summary>
    public static string App(string members) => $$"""
        [TrainApp("Test")]
        public static partial class App
        {
            {{members}}
        }
        """;
}
