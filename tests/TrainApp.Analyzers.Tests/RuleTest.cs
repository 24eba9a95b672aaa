using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace TrainApp.Analyzers.Tests;

/// <summary>A program in front of one analyzer and its code fix; expectations stand in the source as markup.</summary>
internal sealed class RuleTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    public RuleTest(string source, string? repaired = null)
    {
        // No package is looked up at test time: ReferenceAssemblies.Net.* would ask a feed for a reference pack.
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestCode = source;
        AddSurroundings(TestState);
        TestState.AdditionalReferences.AddRange(Net100.References.All);
        TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(ExperimentInfo).Assembly.Location));
        if (repaired is not null)
        {
            FixedCode = repaired;
            AddSurroundings(FixedState);
        }
    }

    /// <summary>Puts one of the app's files beside the program.</summary>
    public RuleTest<TAnalyzer, TFix> With(string role, string name, string text)
    {
        TestState.AdditionalFiles.Add(($"/app/{name}", text));
        TestState.AnalyzerConfigFiles.Add(($"/{role}.globalconfig", $"""
            is_global = true
            [/app/{name}]
            build_metadata.AdditionalFiles.TrainAppRole = {role}
            """));
        return this;
    }

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    protected override CompilationOptions CreateCompilationOptions()
        => new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static void AddSurroundings(SolutionState state)
    {
        state.Sources.Add(("Usings.cs", SampleProgram.Usings));
        foreach (var made in SampleProgram.Generated)
        {
            state.Sources.Add(made);
        }
    }
}
