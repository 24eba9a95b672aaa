using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Gui.Setup;
using TrainApp.Requests;

namespace TrainApp.Gui.Api;

/// <summary>The settings of the page as a file, from which they can be filled in again.</summary>
internal static class SettingsDownload
{
    public static void MapSettings(this IEndpointRouteBuilder routes) => routes.MapGet("/settings/app_state.json", async (Draft draft, CancellationToken cancellationToken) =>
        await draft.JudgeAsync(cancellationToken) is { Accepted: { } accepted, HasErrors: false }
            ? Results.File(Encoding.UTF8.GetBytes(AppStateDocument.Write(accepted)), "application/json", "app_state.json")
            : Results.Text("The settings have errors; repair them on the page first.", statusCode: StatusCodes.Status409Conflict));
}
