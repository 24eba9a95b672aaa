namespace TrainApp.Formats;

/// <summary>A kind of mistake: what all problems with one id have in common.</summary>
/// <param name="Id"><c>TRAINnnn</c>.</param>
/// <param name="Severity">Whether it prevents anything.</param>
/// <param name="Title">The title of its help page.</param>
internal sealed record ProblemKind(string Id, Severity Severity, string Title)
{
    /// <summary>A problem of this kind.</summary>
    public Problem At(string? file, Place? place, string message, string? hint = null) => new(Id, Severity, message, file, place, hint);
}

/// <summary>The kinds that a reader of YAML reports; each file has ids of its own.</summary>
/// <param name="Invalid">The text is not YAML.</param>
/// <param name="Unsupported">It is, but uses what settings files do not need: anchors, tags, several documents.</param>
/// <param name="Duplicate">A key appears twice.</param>
internal sealed record YamlProblemKinds(ProblemKind Invalid, ProblemKind Unsupported, ProblemKind Duplicate);
