using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainApp.Architecture.Tests;

/// <summary>The compiled product and, from its sources, the folder in which each type is written.</summary>
internal static class House
{
    public static ArchUnitNET.Domain.Architecture Product { get; } = new ArchLoader()
        .LoadAssemblies(Assembly("TrainApp.Runtime"), Assembly("TrainApp.Vision"), Assembly("TrainApp.Onnx"), Assembly("TrainApp.Torch"), Assembly("TrainApp.Gui"))
        .Build();

    public static string Root { get; } = FindRoot();

    /// <summary>Full name of a type → its room, for the sources below a project's folder.</summary>
    public static IReadOnlyDictionary<string, string> RoomsOf(string project)
    {
        var rooms = new Dictionary<string, string>(StringComparer.Ordinal);
        var folder = Path.Combine(Root, "src", project);
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            var room = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0];
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetCompilationUnitRoot();
            foreach (var type in root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()) rooms[FullName(type)] = room;
        }

        // A component is named by its file and its folder.
        foreach (var file in Directory.EnumerateFiles(folder, "*.razor", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).StartsWith('_')))
        {
            var place = Path.GetRelativePath(folder, Path.ChangeExtension(file, null)).Split(Path.DirectorySeparatorChar);
            rooms[string.Join('.', [project, .. place])] = place[0];
        }

        return rooms;
    }

    /// <summary>The name of the outermost type, without generic arity, as the sources write it.</summary>
    public static string Outermost(IType type) => type.FullName.Split('+', '`', '<', '/')[0];

    private static string FullName(BaseTypeDeclarationSyntax type)
    {
        var names = type.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().Select(t => t.Identifier.Text).Last();
        var space = type.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.Name.ToString();
        return space is null ? names : $"{space}.{names}";
    }

    private static System.Reflection.Assembly Assembly(string name) => System.Reflection.Assembly.Load(name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrainApp.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
