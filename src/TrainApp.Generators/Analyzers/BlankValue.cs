using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrainApp.Generators.Analyzers;

/// <summary>Values that visibly hold nothing.</summary>
internal static class BlankValue
{
    /// <summary><c>null</c>, <c>null!</c>, <c>default</c>, <c>default(T)!</c>.</summary>
    public static bool IsNull(IOperation value) => Plain(value) switch
    {
        { ConstantValue: { HasValue: true, Value: null } } => true,
        IDefaultValueOperation { Type.IsValueType: false } => true,
        _ => false,
    };

    /// <summary>A constant without a visible character, or <c>string.Empty</c>.</summary>
    public static bool IsEmptyText(IOperation value) => Plain(value) switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => string.IsNullOrWhiteSpace(text),
        IFieldReferenceOperation { Field: { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String } } => true,
        IInvocationOperation { TargetMethod: { Name: "In", ContainingType.Name: "CheckpointFiles" }, Arguments: { Length: 1 } given } => IsEmptyText(given[0].Value),
        _ => false,
    };

    /// <summary><c>[]</c>, <c>new string[0]</c>, <c>Array.Empty&lt;string&gt;()</c>, <c>new List&lt;string&gt;()</c>.</summary>
    public static bool IsEmptyCollection(IOperation value) => Plain(value) switch
    {
        ICollectionExpressionOperation list => list.Elements.IsEmpty,
        IArrayCreationOperation array => array.DimensionSizes is { Length: 1 } sizes && sizes[0].ConstantValue is { HasValue: true, Value: 0 },
        IInvocationOperation { TargetMethod: { Name: nameof(Array.Empty), ContainingType.SpecialType: SpecialType.System_Array } } => true,
        IObjectCreationOperation { Type.Name: "List" } list => list.Initializer is null or { Initializers.IsEmpty: true }
            && list.Arguments.All(static a => a.Value.Type?.SpecialType == SpecialType.System_Int32),
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "CheckpointFiles" }, Arguments: { Length: 1 } given } => IsEmptyCollection(given[0].Value),
        _ => false,
    };

    /// <summary>The values that a list or a dictionary is visibly made of.</summary>
    public static IEnumerable<IOperation> Elements(IOperation value) => Plain(value) switch
    {
        ICollectionExpressionOperation list => list.Elements,
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.Select(static i => i switch
        {
            ISimpleAssignmentOperation assignment => assignment.Value,
            IInvocationOperation { Arguments: { IsEmpty: false } arguments } => arguments[arguments.Length - 1].Value,
            _ => i,
        }),
        _ => [],
    };

    /// <summary>Where the value stands, with the <c>!</c> and the parentheses that operations leave out.</summary>
    public static Location Place(IOperation value)
    {
        var node = value.Syntax;
        while (node.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            node = node.Parent;
        }

        return node.GetLocation();
    }

    /// <summary>The value before it was converted.</summary>
    public static IOperation Plain(IOperation value)
    {
        while (value is IConversionOperation { ConstantValue.HasValue: false } or IParenthesizedOperation)
        {
            value = value is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)value).Operand;
        }

        return value;
    }
}
