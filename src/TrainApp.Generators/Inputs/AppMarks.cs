using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Inputs;

/// <summary>What our attributes say, on one declaration or in all.</summary>
/// <param name="Declaration">The app.</param>
/// <param name="Inference">The inference class.</param>
/// <param name="Methods">The methods with a job.</param>
internal sealed record AppMarks(AppDeclaration? Declaration, InferenceClass? Inference, EquatableArray<MarkedMethod> Methods)
{
    private static readonly AppMark[] s_marks = [AppMark.TrainStart, AppMark.ExportOnnx, AppMark.ExportTensorRt, AppMark.SampleProject];

    /// <summary>Whether a declaration carries one of our attributes, by their names.</summary>
    public static bool IsMarked(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax { AttributeLists: { Count: > 0 } lists } =>
            AttributeNames.Find(lists, AppClassReader.AttributeName) is not null || AttributeNames.Find(lists, InferenceClass.AttributeName) is not null,
        MethodDeclarationSyntax { AttributeLists: { Count: > 0 } lists } => s_marks.Any(mark => AttributeNames.Find(lists, NameOf(mark)) is not null),
        _ => false,
    };

    /// <summary>Reads a declaration.</summary>
    public static AppMarks Read(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.Node is TypeDeclarationSyntax type)
        {
            var app = AttributeNames.Find(type.AttributeLists, AppClassReader.AttributeName);
            var inference = AttributeNames.Find(type.AttributeLists, InferenceClass.AttributeName);
            return new(
                app is null ? null : AppClassReader.Read(type, app, context, cancellationToken),
                inference is null ? null : InferenceClass.Read(type, inference, context, cancellationToken),
                []);
        }

        var method = (MethodDeclarationSyntax)context.Node;
        List<MarkedMethod> methods = [];
        foreach (var mark in s_marks)
        {
            if (AttributeNames.Find(method.AttributeLists, NameOf(mark)) is not null && MarkedMethodReader.Read(method, mark, context, cancellationToken) is { } marked) methods.Add(marked);
        }

        return new(null, null, methods.ToEquatableArray());
    }

    /// <summary>All together; of apps and inference classes the first.</summary>
    public static AppMarks Join(IEnumerable<AppMarks> all)
    {
        AppDeclaration? declaration = null;
        InferenceClass? inference = null;
        List<MarkedMethod> methods = [];
        foreach (var marks in all)
        {
            declaration ??= marks.Declaration;
            inference ??= marks.Inference;
            methods.AddRange(marks.Methods.Items);
        }

        return new(declaration, inference, methods.ToEquatableArray());
    }

    private static string NameOf(AppMark mark) => mark switch
    {
        AppMark.TrainStart => "TrainStart",
        AppMark.ExportOnnx => "ExportOnnx",
        AppMark.ExportTensorRt => "ExportTensorRt",
        _ => "SampleProject",
    };
}
