using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;

namespace TrainApp.Gui.Api;

/// <summary>What the OpenAPI document says of an end point; it is attached to the end point itself, so that the two cannot part.</summary>
/// <param name="Id">Its name for generated clients.</param>
/// <param name="Summary">One sentence.</param>
internal sealed record ApiOperation(string Id, string Summary)
{
    /// <summary>What else there is to know.</summary>
    public string? Description { get; init; }

    /// <summary>Parameters in the query.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>The schema of the JSON body; null where there is none.</summary>
    public Func<JsonObject>? Body { get; init; }

    /// <summary>Whether there must be a body.</summary>
    public bool RequiresBody { get; init; }

    /// <summary>The status of the answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The type of a JSON answer; null where it is none.</summary>
    public JsonTypeInfo? Answer { get; init; }

    /// <summary>The media type of an answer that is not JSON; null where there is none.</summary>
    public string? AnswerType { get; init; }

    /// <summary>Statuses of errors.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];
}

/// <summary>A parameter in the query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in JSON Schema.</param>
/// <param name="Description">What it does.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record ApiParameter(string Name, string Type, string Description, bool IsRequired = false);

/// <summary>Attaches descriptions to end points.</summary>
internal static class ApiOperations
{
    /// <summary>Describes an end point in the OpenAPI document.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, ApiOperation operation) => route.WithMetadata(operation);
}
