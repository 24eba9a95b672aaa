using Microsoft.CodeAnalysis;

namespace TrainApp.Generators.Diagnostics;

/// <summary>Descriptors of the rules on C#.</summary>
internal static class Rule
{
    private const string Pages = "https://trainapp.example/docs/diagnostics/";

    public static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    public static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    /// <summary>A warning that is known only once the whole compilation has been read.</summary>
    public static DiagnosticDescriptor WarningAtEnd(string id, string title, string message)
        => Create(id, title, message, DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>An error that is known only once the whole compilation has been read.</summary>
    public static DiagnosticDescriptor ErrorAtEnd(string id, string title, string message)
        => Create(id, title, message, DiagnosticSeverity.Error, WellKnownDiagnosticTags.CompilationEnd);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, params string[] tags)
        => new(id, title, message, "TrainApp", severity, isEnabledByDefault: true, description: null, helpLinkUri: $"{Pages}{id}.md", customTags: tags);
}
