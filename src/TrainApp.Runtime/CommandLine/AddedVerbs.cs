namespace TrainApp.CommandLine;

/// <summary>Verbs that a package adds to the app's own.</summary>
public sealed class AddedVerbs
{
    private readonly Func<IReadOnlyList<IVerb>> _make;

    /// <param name="make">Makes them; an app that does something else never needs them.</param>
    internal AddedVerbs(Func<IReadOnlyList<IVerb>> make) => _make = make;

    internal IReadOnlyList<IVerb> Make() => _make();
}
