using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using TrainApp.Gui.Service;

namespace TrainApp.Gui.Api;

/// <summary>The end points that list and give the files of a run.</summary>
internal static class ArtifactRoutes
{
    public static void MapArtifacts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs/{run}/artifacts", ListAsync).Describe(new("listArtifacts", "The files that a run has given so far, with size and SHA-256.")
        {
            Description = "While training goes on: the checkpoints that have landed, by the paths that they will have.",
            Answer = ApiJson.Readable.ArtifactList,
            Refusals = [404],
        });
        routes.MapGet("/api/runs/{run}/artifacts/{**path}", OpenAsync).Describe(new("getArtifact", "One file of a run; a range of it may be asked for.")
        {
            AnswerType = "application/octet-stream",
            Refusals = [404],
        });
    }

    private static async Task<IResult> ListAsync(AppService service, string run, CancellationToken cancellationToken)
    {
        var status = await service.Runs.FindAsync(run, cancellationToken);
        return Results.Json(await service.Artifacts.ListAsync(status, hashes: true, cancellationToken), ApiJson.Readable.ArtifactList);
    }

    private static async Task<IResult> OpenAsync(AppService service, HttpContext context, string run, string? path, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(path)) return await ListAsync(service, run, cancellationToken);
        var status = await service.Runs.FindAsync(run, cancellationToken);
        if (await service.Artifacts.OpenAsync(status, path, cancellationToken) is not var (artifact, content))
        {
            return ApiProblem.Of(
                StatusCodes.Status404NotFound,
                "not-found",
                FormattableString.Invariant($"Run {status.Folder.Number} has no artifact '{path}'."),
                FormattableString.Invariant($"/api/runs/{status.Folder.Number}/artifacts lists them."));
        }

        // Whatever the file says that it is, a browser saves it and does not run it.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.File(
            content,
            "application/octet-stream",
            Path.GetFileName(artifact.Path),
            artifact.Modified,
            artifact.Sha256 is { } hash ? new EntityTagHeaderValue($"\"{hash}\"") : null,
            enableRangeProcessing: true);
    }
}
