using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Inputs;

/// <summary>What our attributes say, on one declaration or in all.</summary>
/// <param name="Declaration">The app.</param>
/// <param name="Classes">The classes with a job.</param>
/// <param name="Methods">The methods with a job.</param>
internal sealed record AppMarks(AppDeclaration? Declaration, MarkedClasses Classes, EquatableArray<MarkedMethod> Methods)
{
    private static readonly AppMark[] s_marks = [AppMark.TrainStart, AppMark.ExportOnnx, AppMark.ExportTensorRt, AppMark.SampleProject];
    private static readonly string[] s_classAttributes = [AppClassReader.AttributeName, ClassContract.Inference.Attribute, ClassContract.TrainLogger.Attribute];

    /// <summary>Whether a declaration carries one of our attributes, by their names.</summary>
    public static bool IsMarked(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax { AttributeLists: { Count: > 0 } lists } => s_classAttributes.Any(name => AttributeNames.Find(lists, name) is not null),
        MethodDeclarationSyntax { AttributeLists: { Count: > 0 } lists } => s_marks.Any(mark => AttributeNames.Find(lists, NameOf(mark)) is not null),
        _ => false,
    };

    /// <summary>Reads a declaration.</summary>
    public static AppMarks Read(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.Node is TypeDeclarationSyntax type)
        {
            var app = AttributeNames.Find(type.AttributeLists, AppClassReader.AttributeName);
            return new(
                app is null ? null : AppClassReader.Read(type, app, context, cancellationToken),
                new(MarkedClass.Read(type, ClassContract.Inference, context, cancellationToken), MarkedClass.Read(type, ClassContract.TrainLogger, context, cancellationToken)),
                []);
        }

        var method = (MethodDeclarationSyntax)context.Node;
        List<MarkedMethod> methods = [];
        foreach (var mark in s_marks)
        {
            if (AttributeNames.Find(method.AttributeLists, NameOf(mark)) is not null && MarkedMethodReader.Read(method, mark, context, cancellationToken) is { } marked) methods.Add(marked);
        }

        return new(null, MarkedClasses.None, methods.ToEquatableArray());
    }

    /// <summary>All together; of apps and classes with one job the first.</summary>
    public static AppMarks Join(IEnumerable<AppMarks> all)
    {
        AppDeclaration? declaration = null;
        var classes = MarkedClasses.None;
        List<MarkedMethod> methods = [];
        foreach (var marks in all)
        {
            declaration ??= marks.Declaration;
            classes = new(classes.Inference ?? marks.Classes.Inference, classes.TrainLogger ?? marks.Classes.TrainLogger);
            methods.AddRange(marks.Methods.Items);
        }

        return new(declaration, classes, methods.ToEquatableArray());
    }

    private static string NameOf(AppMark mark) => mark switch
    {
        AppMark.TrainStart => "TrainStart",
        AppMark.ExportOnnx => "ExportOnnx",
        AppMark.ExportTensorRt => "ExportTensorRt",
        _ => "SampleProject",
    };
}

/// <summary>The classes with a job.</summary>
/// <param name="Inference">The one marked <c>[Inference]</c>.</param>
/// <param name="TrainLogger">The one marked <c>[TrainLogger]</c>.</param>
internal sealed record MarkedClasses(MarkedClass? Inference, MarkedClass? TrainLogger)
{
    public static MarkedClasses None { get; } = new(null, null);
}
