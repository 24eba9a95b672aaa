using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Control;
using TrainApp.Gui.Service;

namespace TrainApp.Gui.Api;

/// <summary>Shows the reports of runs: pages of their own, under the policy that every page has.</summary>
internal static class ReportRoutes
{
    public static void MapReports(this IEndpointRouteBuilder routes) => routes.MapMethods("/runs/{run}/report/{**path}", [HttpMethods.Get, HttpMethods.Head], SendAsync);

    private static async Task<IResult> SendAsync(AppService service, HttpContext context, string run, string? path, CancellationToken cancellationToken)
    {
        try
        {
            var status = await service.Runs.FindAsync(run, cancellationToken);
            // The page names its files as seen from its folder.
            if (path is null && !context.Request.Path.Value!.EndsWith('/')) return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/runs/{status.Folder.Number}/report/"));
            if (ReportFiles.Find(status, path ?? "") is not { } file || TypeOf(file) is not { } type) return Results.NotFound();
            context.Response.Headers.CacheControl = "private, no-cache";
            return Results.File(file, type, lastModified: new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero), enableRangeProcessing: true);
        }
        catch (RefusedException)
        {
            return Results.NotFound();
        }
    }

    private static string? TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".jpg" => "image/jpeg",
        _ => null,
    };
}
