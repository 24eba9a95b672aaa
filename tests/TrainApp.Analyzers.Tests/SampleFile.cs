using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrainApp.Generators;

namespace TrainApp.Analyzers.Tests;

/// <summary>What the generator says about a file.</summary>
internal static class SampleFile
{
    /// <summary>The ids of the problems in a file; that the app and its other files are missing is none.</summary>
    public static IEnumerable<string> Problems(AppFileText file) => CSharpGeneratorDriver.Create(
            [new TrainAppGenerator().AsSourceGenerator()],
            [file],
            optionsProvider: new AppFileOptions())
        .RunGenerators(CSharpCompilation.Create("MyApp"))
        .GetRunResult()
        .Diagnostics
        .Select(static d => d.Id)
        .Where(static id => id != "TRAIN314");
}
