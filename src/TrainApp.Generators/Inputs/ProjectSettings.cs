using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TrainApp.Generators.Inputs;

/// <summary>What the project file says.</summary>
/// <param name="Namespace">The namespace of generated code.</param>
/// <param name="Directory">The project's folder, with a slash at its end; empty when it is not known.</param>
/// <param name="DecodesImages">Whether the app refers to TrainApp.Vision, which decodes image files.</param>
/// <param name="ServesPage">Whether the app refers to TrainApp.Gui, which serves the page.</param>
/// <param name="RunsOnnx">Whether the app refers to TrainApp.Onnx, which runs exported models.</param>
internal sealed record ProjectSettings(string Namespace, string Directory, bool DecodesImages = false, bool ServesPage = false, bool RunsOnnx = false)
{
    private const string Fallback = "TrainApp.Generated";

    /// <summary>Stands in until the project file has been read.</summary>
    public static ProjectSettings Unknown { get; } = new(Fallback, "");

    public static ProjectSettings Read(AnalyzerConfigOptionsProvider options)
    {
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var root);
        options.GlobalOptions.TryGetValue("build_property.ProjectDir", out var directory);
        options.GlobalOptions.TryGetValue("build_property.TrainAppDecodesImages", out var decodes);
        options.GlobalOptions.TryGetValue("build_property.TrainAppServesPage", out var serves);
        options.GlobalOptions.TryGetValue("build_property.TrainAppRunsOnnx", out var onnx);
        var slashed = ProjectPath.Normalize(directory ?? "");
        return new(Sanitize(root ?? ""), slashed.Length == 0 || slashed.EndsWith("/", StringComparison.Ordinal) ? slashed : slashed + "/", decodes == "true", serves == "true", onnx == "true");
    }

    /// <summary>
    /// The namespace of generated code beside an app: a class <c>App</c> outside namespaces in a project <c>App</c> would
    /// clash with a namespace of its own name.
    /// </summary>
    public string NamespaceBeside(AppClass? app)
    {
        var type = app?.FullName.Substring("global::".Length) ?? "";
        return type.Length > 0 && (Namespace + ".").StartsWith(type + ".", StringComparison.Ordinal) ? type + "Generated" + Namespace.Substring(type.Length) : Namespace;
    }

    /// <summary>A namespace that compiles: the folder <c>my-app</c> gives MSBuild the root namespace <c>my-app</c>.</summary>
    private static string Sanitize(string root)
    {
        var parts = root.Split('.').Select(static part => part.Trim()).Where(static part => part.Length > 0).Select(Part).ToList();
        return parts.Count == 0 ? Fallback : string.Join(".", parts);
    }

    private static string Part(string part)
    {
        var letters = new string([.. part.Select(static c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_')]);
        if (!SyntaxFacts.IsIdentifierStartCharacter(letters[0])) letters = "_" + letters;
        return SyntaxFacts.GetKeywordKind(letters) == SyntaxKind.None ? letters : "@" + letters;
    }
}
