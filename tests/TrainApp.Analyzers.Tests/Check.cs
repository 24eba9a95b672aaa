using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace TrainApp.Analyzers.Tests;

/// <summary>Short forms of the expectations that most tests have.</summary>
internal static class Check<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>The source's markup names exactly what is reported.</summary>
    public static Task Reports(string source, params DiagnosticResult[] expected)
    {
        var test = new RuleTest<TAnalyzer, TFix>(source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The place marked <c>{|#0:…|}</c> is reported with this message.</summary>
    public static Task Says(string id, string message, string source)
    {
        var test = new RuleTest<TAnalyzer, TFix>(source);
        var rule = new TAnalyzer().SupportedDiagnostics.Single(d => d.Id == id);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(rule).WithLocation(0).WithMessage(message));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What the markup names is repaired; one at a time and all at once give the same text.</summary>
    /// <param name="source">The program with markup.</param>
    /// <param name="repaired">What becomes of it.</param>
    /// <param name="one">How many single fixes that takes, where it is not one for each place.</param>
    /// <param name="all">How many times everything has to be fixed.</param>
    public static Task Repairs(string source, string repaired, int one = -1, int all = -1)
    {
        var test = new RuleTest<TAnalyzer, TFix>(source, repaired) { CodeActionValidationMode = CodeActionValidationMode.SemanticStructure };
        if (one > 0)
        {
            test.NumberOfIncrementalIterations = one;
            test.NumberOfFixAllIterations = all;
            test.NumberOfFixAllInDocumentIterations = all;
            test.NumberOfFixAllInProjectIterations = all;
        }

        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>Short forms for an analyzer without a code fix.</summary>
internal static class Check<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public static Task Reports(string source, params DiagnosticResult[] expected) => Check<TAnalyzer, EmptyCodeFixProvider>.Reports(source, expected);

    public static Task Says(string id, string message, string source) => Check<TAnalyzer, EmptyCodeFixProvider>.Says(id, message, source);
}
