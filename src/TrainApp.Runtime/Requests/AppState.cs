using TrainApp.Formats;

namespace TrainApp.Requests;

/// <summary>An app state as it was read: the request that it stands for, and what only a project can tell the names of.</summary>
internal sealed record AppState
{
    /// <summary>The file, for problems.</summary>
    public required string File { get; init; }

    /// <summary>The options that the state gives, spelled as on the command line.</summary>
    public required TrainRequest Request { get; init; }

    /// <summary>The number of the project, if the state names one.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Classes by id; null when they are given by name.</summary>
    public IReadOnlyList<AppStateName>? ClassIds { get; init; }

    /// <summary>A split by datasets or collections; another one stands in the request.</summary>
    public AppStateSides? Sides { get; init; }

    /// <summary>Where fields stand, and where the items of lists do.</summary>
    public required IReadOnlyDictionary<string, RequestOrigin> Origins { get; init; }

    /// <summary>The brace that opens it.</summary>
    public required Place Root { get; init; }

    /// <summary>The keys of the outermost object that have a value.</summary>
    public required IReadOnlySet<string> Keys { get; init; }

    /// <summary>Whether a field is there at all, right or wrong.</summary>
    public bool Has(string field) => Keys.Contains(field);

    /// <summary>Whether it says itself that the model is evaluated after training.</summary>
    public bool AsksForBenchmark => Origins.ContainsKey(AppStateReader.Benchmark);
}

/// <summary>Something that is meant by name or by id.</summary>
/// <param name="Name">The name; of an id its digits.</param>
/// <param name="Id">The id, if it was given as a number.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record AppStateName(string Name, long? Id, Place Place);

/// <summary>The two sides of a split by datasets or collections.</summary>
/// <param name="Method"><c>datasets</c> or <c>collections</c>.</param>
/// <param name="Train">Training side.</param>
/// <param name="Val">Validation side.</param>
internal sealed record AppStateSides(string Method, IReadOnlyList<AppStateName> Train, IReadOnlyList<AppStateName> Val);
