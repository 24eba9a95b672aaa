using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace TrainApp.Gui.Security;

/// <summary>A refusal for programs: <c>application/problem+json</c> with the fields of the command line's errors.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">What it is about, in a word.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do.</param>
internal sealed record Refusal(int Status, string Code, string Message, string Hint)
{
    public static Task WriteAsync(HttpContext context, int status, string code, string message, string hint)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(new Refusal(status, code, message, hint), RefusalJson.Default.Refusal, "application/problem+json", context.RequestAborted);
    }
}

/// <summary>JSON of a refusal.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class RefusalJson : JsonSerializerContext;
