namespace TrainApp.Gui.Api;

/// <summary>What the OpenAPI document says of the end points that lie below this room and cannot say it themselves.</summary>
internal static class StreamOperations
{
    private static readonly Dictionary<string, ApiOperation> s_operations = new(StringComparer.Ordinal)
    {
        ["GET /api/stream"] = new("followRuns", "Server-sent events: states, metrics and log lines of a run, in batches; without a run the states of all that go on.")
        {
            Description = "It resumes from the header Last-Event-ID.",
            Query = [new("run", "integer", "The run's number."), new("from", "string", "The id of the last event that the caller has; 0.0.0 for everything.")],
            AnswerType = "text/event-stream",
            Refusals = [400, 404],
        },
        ["GET /api/runs/{run}/history"] = new("getHistory", "The metrics of a run so far, so reduced that a chart shows them: of each stretch the least and the greatest value.")
        {
            AnswerType = "application/json",
            Refusals = [404],
        },
        ["GET /api/runs/{run}/log/lines"] = new("getLogLines", "Lines of a run's log, from the end or from a byte backwards.")
        {
            Query =
            [
                new("before", "integer", "Lines that end at this byte or earlier; without it the last ones."),
                new("count", "integer", "How many lines."),
                new("level", "string", "The least level: debug, info, warning or error."),
                new("search", "string", "Words that they hold."),
            ],
            AnswerType = "application/json",
            Refusals = [400, 404],
        },
        ["POST /api/runs/{run}/tensorboard"] = new("openTensorBoard", "Starts a TensorBoard on the event files of a run, and gives its address.")
        {
            AnswerType = "application/json",
            Refusals = [404, 409],
        },
    };

    /// <summary>The description of an end point; null for one that has its own.</summary>
    public static ApiOperation? Find(string method, string address) => s_operations.GetValueOrDefault($"{method} {address}");
}
