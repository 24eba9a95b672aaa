using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Gui.Service;

namespace TrainApp.Gui.Api;

/// <summary>The end points that give what runs have written: series, log, and several runs beside each other.</summary>
internal static class RunDataRoutes
{
    private const int DefaultPoints = 10_000, MostRuns = 20;

    public static void MapRunData(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs/{run}/metrics", ReadMetricsAsync).Describe(new("getMetrics", "The values that a run has logged, record by record.")
        {
            Query =
            [
                new("since", "integer", "The first record, from 0 on: 'next' of the answer before."),
                new("limit", "integer", $"How many records, at most {SeriesService.MostPoints}."),
            ],
            Answer = ApiJson.Dense.MetricStretch,
            Refusals = [404, 422],
        });
        routes.MapGet("/api/runs/{run}/log", ReadLogAsync).Describe(new("getLog", "The log of a run from a byte on, as far as it is written by now.")
        {
            Description = "The next byte to ask for is 'since' and the length of the answer together; it also stands in the header X-Next-Offset.",
            Query = [new("since", "integer", "The first byte, from 0 on.")],
            AnswerType = "text/plain; charset=utf-8",
            Refusals = [404, 422],
        });
        routes.MapGet("/api/compare", CompareAsync).Describe(new("compareRuns", "Runs beside each other: the settings in which they differ, and their curves.")
        {
            Query = [new("runs", "string", $"Numbers or names, separated by commas; at most {MostRuns}.", IsRequired: true)],
            Answer = ApiJson.Dense.Comparison,
            Refusals = [404, 422],
        });
    }

    private static async Task<IResult> ReadMetricsAsync(AppService service, HttpContext context, string run, CancellationToken cancellationToken)
    {
        var (since, limit) = (Number(context, "since", 0), (int)Math.Min(Number(context, "limit", DefaultPoints), SeriesService.MostPoints));
        var status = await service.Runs.FindAsync(run, cancellationToken);
        var stretch = await Task.Run(() => SeriesService.ReadMetrics(status.Folder, since, limit), cancellationToken);
        return Results.Json(stretch, ApiJson.Dense.MetricStretch);
    }

    private static async Task<IResult> ReadLogAsync(AppService service, HttpContext context, string run, CancellationToken cancellationToken)
    {
        var since = Number(context, "since", 0);
        var status = await service.Runs.FindAsync(run, cancellationToken);
        await using var log = SeriesService.OpenLog(status.Folder, since);
        var (start, end) = (log?.Position ?? 0, log?.Length ?? 0);
        var response = context.Response;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = end - start;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Next-Offset"] = end.ToString(CultureInfo.InvariantCulture);
        if (log is not null && end > start) await CopyAsync(log, response.Body, end - start, cancellationToken);
        return Results.Empty;
    }

    /// <summary>The length was said: what has been appended meanwhile waits for the next call.</summary>
    private static async Task CopyAsync(Stream from, Stream to, long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (length > 0 && await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellationToken) is var count and > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            length -= count;
        }
    }

    private static async Task<IResult> CompareAsync(AppService service, HttpContext context, CancellationToken cancellationToken)
    {
        var runs = context.Request.Query["runs"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (runs.Length is 0 or > MostRuns) throw Wrong("runs", $"expected the numbers or names of 1 to {MostRuns} runs, separated by commas, found {runs.Length}.");
        return Results.Json(await service.CompareAsync(runs, withCurves: true, cancellationToken), ApiJson.Dense.Comparison);
    }

    private static long Number(HttpContext context, string name, long missing) => context.Request.Query[name].ToString() switch
    {
        "" => missing,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw Wrong(name, $"expected a whole number from 0 on, found '{text}'."),
    };

    private static WrongCallException Wrong(string name, string sentence) => new(StatusCodes.Status422UnprocessableEntity, "query", $"'{name}': {sentence}");
}
