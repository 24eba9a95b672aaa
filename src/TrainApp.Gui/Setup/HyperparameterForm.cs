using TrainApp.Formats;

namespace TrainApp.Gui.Setup;

/// <summary>The hyperparameters of a request, as form, editor and lists show them.</summary>
internal sealed record HyperparameterForm
{
    /// <summary>The YAML text.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the text is YAML, so that its values are known.</summary>
    public required bool IsReadable { get; init; }

    /// <summary>Everything that is wrong.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>Variables that the app's file does not know.</summary>
    public required IReadOnlyList<ExtraVariable> Extra { get; init; }

    /// <summary>Every field of the app's file, by its path.</summary>
    public required IReadOnlyDictionary<string, FieldState> Fields { get; init; }

    /// <summary>How many fields differ from their defaults.</summary>
    public int ChangedCount => Fields.Values.Count(static state => state.IsChanged);
}

/// <summary>A variable that the app's file does not know.</summary>
/// <param name="Path">Its keys, joined by dots.</param>
/// <param name="Place">Where its key stands.</param>
internal sealed record ExtraVariable(string Path, Place Place);

/// <summary>What a field holds.</summary>
public sealed record FieldState
{
    /// <summary>The value as it is typed; empty for none.</summary>
    internal string Text { get; init; } = "";

    /// <summary>Whether the value is not the default.</summary>
    internal bool IsChanged { get; init; }

    /// <summary>What is wrong with it.</summary>
    internal string? Problem { get; init; }
}
