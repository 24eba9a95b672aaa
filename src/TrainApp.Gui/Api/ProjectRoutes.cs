using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Findings;
using TrainApp.Gui.Service;
using TrainApp.Preflight;
using TrainApp.Projects;

namespace TrainApp.Gui.Api;

/// <summary>The end points about projects, their pictures and splits, and about the models of earlier runs.</summary>
internal static class ProjectRoutes
{
    private const int LongestPage = 500;

    public static void MapProjects(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/projects", (AppService service) => Json(service.Projects.List(), ProjectJson.Readable.IReadOnlyListProjectEntry))
            .Describe(new("listProjects", "The projects that the workspace knows.") { Answer = ProjectJson.Readable.IReadOnlyListProjectEntry });
        routes.MapPost("/api/projects", OpenAsync).Describe(new("openProject", "Makes a folder known to the workspace, and shows the project in it.")
        {
            Body = () => OpenApiSchemas.Fields(("path", "string")),
            RequiresBody = true,
            Answer = ProjectJson.Readable.ProjectDocument,
            Refusals = [400, 422],
        });
        routes.MapGet("/api/projects/{id:long}", (AppService service, long id, CancellationToken stop) => OfAsync(service, id, withCounts: true, facts => Document(service, facts), stop))
            .Describe(new("getProject", "A project: datasets, classes and tags with their counts, and addresses of small pictures.") { Answer = ProjectJson.Readable.ProjectDocument, Refusals = [404, 422] });
        routes.MapPost("/api/projects/{id:long}/split", SplitAsync).Describe(new("foresee", "What a split would give on either side; starts nothing.")
        {
            Body = () => OpenApiSchemas.Fields(("split", "string"), ("seed", "integer")),
            RequiresBody = true,
            Answer = ProjectJson.Readable.SplitDocument,
            Refusals = [400, 404, 422],
        });
        routes.MapGet("/api/projects/{id:long}/images/{index:int}/thumbnail", ThumbnailAsync).Describe(new("getThumbnail", "An image of a project as a small picture, with its labels drawn.")
        {
            Query = [new("size", "integer", "The longer side in pixels.")],
            AnswerType = "image/*",
            Refusals = [404, 422],
        });
        routes.MapGet("/api/projects/{id:long}/health", (AppService service, long id) => OfEntry(service, id, entry => Health(service, entry)))
            .Describe(new("getHealth", "How far the check of every file of a project is, and what it has found.") { Answer = ProjectJson.Readable.HealthDocument, Refusals = [404] });
        routes.MapPost("/api/projects/{id:long}/health", (AppService service, long id) => OfEntry(service, id, entry =>
        {
            service.Projects.Health.Start(entry.Path);
            return Health(service, entry);
        })).Describe(new("startHealth", "Starts to check every file of a project.") { Answer = ProjectJson.Readable.HealthDocument, Refusals = [404] });
        routes.MapDelete("/api/projects/{id:long}/health", (AppService service, long id) => OfEntry(service, id, entry =>
        {
            service.Projects.Health.Stop(entry.Path);
            return Health(service, entry);
        })).Describe(new("stopHealth", "Ends the check of a project's files.") { Answer = ProjectJson.Readable.HealthDocument, Refusals = [404] });
        routes.MapGet("/api/models/custom", (AppService service, int? before, int? count, string? search, CancellationToken stop) =>
            Json(service.EarlierModels.Page(before, Math.Clamp(count ?? 50, 1, LongestPage), search, stop), ProjectJson.Readable.ModelPage))
            .Describe(new("listEarlierModels", "Checkpoints of earlier runs, as models to train on from, the newest run first.")
            {
                Query = [new("before", "integer", "Runs of smaller numbers."), new("count", "integer", "How many."), new("search", "string", "Words that they hold.")],
                Answer = ProjectJson.Readable.ModelPage,
            });
    }

    private static async Task<IResult> OpenAsync(AppService service, HttpContext context, CancellationToken stop)
    {
        if (await ReadAsync(context, ProjectJson.Readable.FolderRequest, stop) is not { } request) return Malformed();
        if (string.IsNullOrWhiteSpace(request.Path)) return Refuse(StatusCodes.Status422UnprocessableEntity, ProblemIds.ProjectUnusable, "No folder is given.", "Name one as 'path'.");
        var facts = await service.Projects.ReadAsync(request.Path, withCounts: true, stop);
        return facts.Error is { } error ? Refuse(error) : Document(service, facts);
    }

    private static async Task<IResult> SplitAsync(AppService service, HttpContext context, long id, CancellationToken stop) =>
        await ReadAsync(context, ProjectJson.Readable.SplitRequest, stop) is { } request
            ? await OfAsync(service, id, withCounts: false, facts => Split(service, facts, request, stop), stop)
            : Malformed();

    private static IResult Split(AppService service, ProjectFacts facts, SplitRequest request, CancellationToken stop)
    {
        var forecast = SplitForecast.Of(service.App, service.Projects.SourceOf(facts, stop)!, request.Split, request.Seed);
        List<Finding> found = [.. forecast.Problems.Select(RequestPreflight.Of)];
        if (forecast is { Split: { } split, Counts: { } counts }) return Json(new SplitDocument(split.ToString(), counts.Train, counts.Val, found), ProjectJson.Readable.SplitDocument);
        var errors = found.Where(finding => finding.IsError).ToList();
        return Json(
            new RefusalDocument("The split cannot be made", StatusCodes.Status422UnprocessableEntity, errors[0].Code, errors[0].Message) { Hint = errors[0].Hint, Errors = errors.Count > 1 ? errors[1..] : null },
            ProjectJson.Sparse.RefusalDocument,
            StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ThumbnailAsync(AppService service, HttpContext context, long id, int index, int? size, CancellationToken stop)
    {
        var store = service.Projects.Thumbnails;
        if (!store.CanDraw) return Refuse(StatusCodes.Status404NotFound, "not-found", "This app draws no pictures: it does not refer to TrainApp.Vision.");
        if (service.Projects.Find(id) is not { } entry) return Unknown(id);
        var facts = await service.Projects.ReadAsync(entry.Path, withCounts: false, stop);
        if (facts.Error is { } error) return Refuse(error);
        if (index < 0 || index >= facts.Project!.Images.Count)
            return Refuse(StatusCodes.Status404NotFound, "not-found", string.Create(CultureInfo.InvariantCulture, $"The project '{facts.Name}' has no image {index}: it has {facts.Project!.Images.Count}."));
        var image = facts.Project.Images[index];
        var pixels = Math.Clamp(size ?? ThumbnailStore.DefaultSize, ThumbnailStore.SmallestSize, ThumbnailStore.LargestSize);
        var tag = $"\"{ThumbnailStore.TagOf(image, pixels)}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        var file = await store.DrawAsync(image, pixels, stop);
        return Results.Bytes(file.Bytes, file.Type);
    }

    private static IResult Document(AppService service, ProjectFacts facts) => Json(ProjectDocument.Of(facts, service.Projects.Thumbnails.CanDraw), ProjectJson.Readable.ProjectDocument);

    private static IResult Health(AppService service, RegisteredProject entry)
    {
        var report = service.Projects.Health.Look(entry.Path);
        bool? isOk = report.State == HealthState.Done ? !report.Findings.Any(finding => finding.IsError) : null;
        return Json(new HealthDocument(report.State.ToString().ToLowerInvariant(), report.Examined, report.Images, isOk, report.Findings), ProjectJson.Readable.HealthDocument);
    }

    private static async Task<IResult> OfAsync(AppService service, long id, bool withCounts, Func<ProjectFacts, IResult> answer, CancellationToken stop)
    {
        if (service.Projects.Find(id) is not { } entry) return Unknown(id);
        var facts = await service.Projects.ReadAsync(entry.Path, withCounts, stop);
        return facts.Error is { } error ? Refuse(error) : answer(facts);
    }

    private static IResult OfEntry(AppService service, long id, Func<RegisteredProject, IResult> answer) => service.Projects.Find(id) is { } entry ? answer(entry) : Unknown(id);

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken stop)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, stop);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Malformed() => Refuse(StatusCodes.Status400BadRequest, "malformed", "The body is not the JSON object that is expected.");

    private static IResult Unknown(long id) =>
        Refuse(StatusCodes.Status404NotFound, "not-found", string.Create(CultureInfo.InvariantCulture, $"The workspace has no project number {id}."), "GET /api/projects lists them; POST /api/projects opens a folder.");

    private static IResult Refuse(ProjectException error) => Refuse(StatusCodes.Status422UnprocessableEntity, ProblemIds.ProjectUnusable, Requests.ProjectChoice.Sentence(error), error.Hint, error.Path);

    private static IResult Refuse(int status, string code, string message, string? hint = null, string? file = null) => Json(
        new RefusalDocument(TitleOf(status), status, code, message) { Hint = hint, File = string.IsNullOrEmpty(file) ? null : file },
        ProjectJson.Sparse.RefusalDocument,
        status);

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status400BadRequest => "Malformed request",
        _ => "The project cannot be used",
    };

    private static IResult Json<T>(T document, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        Results.Json(document, type, status == StatusCodes.Status200OK ? "application/json" : "application/problem+json", status);
}
