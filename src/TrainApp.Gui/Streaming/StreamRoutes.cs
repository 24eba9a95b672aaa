using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrainApp.Gui.Service;
using TrainApp.Runs;

namespace TrainApp.Gui.Streaming;

/// <summary>What a run does, over HTTP: as it happens, its metrics so far, and its log by pages.</summary>
internal static class StreamRoutes
{
    private const int MostLines = 5_000, MostSeries = 200;
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IServiceCollection AddStream(this IServiceCollection services) => services
        .AddSingleton<RunTails>()
        .AddSingleton<LiveRuns>()
        .AddSingleton<TensorBoards>();

    public static void MapStream(this IEndpointRouteBuilder routes)
    {
        // Not left to the end of the container: a server that is asked to stop takes what it started with it.
        routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(routes.ServiceProvider.GetRequiredService<TensorBoards>().Dispose);
        routes.MapGet("/api/stream", FollowAsync);
        routes.MapGet("/api/runs/{run:int}/history", ReadHistoryAsync);
        routes.MapGet("/api/runs/{run:int}/log/lines", ReadLinesAsync);
        routes.MapPost("/api/runs/{run:int}/tensorboard", OpenTensorBoardAsync);
    }

    /// <param name="context">The request; its <c>Last-Event-ID</c> wins over <paramref name="from"/>.</param>
    /// <param name="tails">The runs.</param>
    /// <param name="live">Those that go on.</param>
    /// <param name="lifetime">Ends the stream with the server.</param>
    /// <param name="run">The run; without it the states of all that go on are told.</param>
    /// <param name="from">The id of the last event that the caller has; <c>0.0.0</c> for everything.</param>
    private static async Task FollowAsync(HttpContext context, RunTails tails, LiveRuns live, IHostApplicationLifetime lifetime, int? run, string? from)
    {
        var last = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } id ? id : from;
        var cursor = StreamCursor.Parse(last);
        if (last is not null && cursor is null && run is not null)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "wrong-cursor", $"'{last}' is no id of an event of this stream.");
            return;
        }

        var tail = run is { } number ? tails.Find(number) : null;
        if (run is not null && tail is null)
        {
            await AnswerUnknownAsync(context, run.Value);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await foreach (var bytes in tail?.FollowAsync(cursor, end.Token) ?? live.FollowAsync(end.Token))
            {
                await response.BodyWriter.WriteAsync(bytes, end.Token);
            }
        }
        catch (Exception e) when (end.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // The reader has gone, or the server stops.
        }
    }

    private static async Task ReadHistoryAsync(HttpContext context, RunTails tails, int run)
    {
        if (tails.Find(run) is not { } tail)
        {
            await AnswerUnknownAsync(context, run);
            return;
        }

        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        await Task.Run(() => tail.History.Show((all, next) =>
        {
            using var writer = new Utf8JsonWriter(bytes, s_json);
            writer.WriteHistory(run, all, next, MostSeries);
            return true;
        }), context.RequestAborted);
        await AnswerAsync(context, bytes);
    }

    /// <param name="context">The request.</param>
    /// <param name="service">The runs.</param>
    /// <param name="run">The run.</param>
    /// <param name="before">Lines that end there or earlier, in bytes; without it, the last ones.</param>
    /// <param name="after">Instead of that, lines that start there or later.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="level">The least level: <c>debug</c>, <c>info</c>, <c>warning</c>, <c>error</c>.</param>
    /// <param name="search">Words that they hold.</param>
    private static async Task ReadLinesAsync(HttpContext context, AppService service, int run, long? before, long? after, int count = 500, string level = "debug", string search = "")
    {
        var folder = RunFolder.Numbered(service.Workspace, run);
        if (!Directory.Exists(folder.Directory))
        {
            await AnswerUnknownAsync(context, run);
            return;
        }

        if (LineLevels.Parse(level) is not { } least || before < 0 || after < 0 || count is < 1 or > MostLines)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "wrong-query", $"Expected 'before' and 'after' from 0 on, 'count' from 1 to {MostLines}, 'level' debug, info, warning or error.");
            return;
        }

        var query = new LogQuery(before, after, count, least, search);
        var isComplete = RunStatus.Read(folder).State.IsFinal();
        LogPage page;
        try
        {
            page = await Task.Run(() => LogReader.Read(folder.Log, query, isComplete, context.RequestAborted), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        using (var writer = new Utf8JsonWriter(bytes, s_json)) writer.WritePage(run, page);
        await AnswerAsync(context, bytes);
    }

    private static async Task OpenTensorBoardAsync(HttpContext context, AppService service, TensorBoards boards, int run)
    {
        var folder = RunFolder.Numbered(service.Workspace, run);
        if (!Directory.Exists(folder.Directory))
        {
            await AnswerUnknownAsync(context, run);
            return;
        }

        try
        {
            var address = await boards.OpenAsync(folder, context.RequestAborted);
            var bytes = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(bytes, s_json))
            {
                writer.WriteStartObject();
                writer.WriteString("address", address.ToString());
                writer.WriteEndObject();
            }

            await AnswerAsync(context, bytes);
        }
        catch (InvalidOperationException e)
        {
            await AnswerAsync(context, StatusCodes.Status409Conflict, "no-tensorboard", e.Message);
        }
    }

    private static Task AnswerUnknownAsync(HttpContext context, int run) => AnswerAsync(context, StatusCodes.Status404NotFound, "not-found", $"There is no run {run}.");

    private static async Task AnswerAsync(HttpContext context, ArrayBufferWriter<byte> json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.WrittenCount;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(json.WrittenMemory, context.RequestAborted);
    }

    private static async Task AnswerAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, s_json);
        writer.WriteStartObject();
        writer.WriteNumber("status", status);
        writer.WriteString("title", message);
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }
}
