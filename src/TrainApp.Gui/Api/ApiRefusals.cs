using Microsoft.AspNetCore.Http;
using TrainApp.Control;
using TrainApp.Formats;
using TrainApp.Messages;

namespace TrainApp.Gui.Api;

/// <summary>A body or a query that cannot be used.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class WrongCallException(int status, IReadOnlyList<Problem> problems) : Exception(problems[0].Message)
{
    public WrongCallException(int status, string code, string message, string? hint = null)
        : this(status, [new Problem(code, Severity.Error, message, Hint: hint)])
    {
    }

    public int Status { get; } = status;

    public IReadOnlyList<Problem> Problems { get; } = problems;
}

/// <summary>Makes an answer of everything that an end point refuses or trips over.</summary>
internal static class ApiRefusals
{
    public static async ValueTask<object?> CatchAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return await next(invocation);
        }
        catch (RefusedException refused)
        {
            return ApiProblem.Of(refused);
        }
        catch (WrongCallException wrong)
        {
            return ApiProblem.Of(wrong.Status, wrong.Problems);
        }
        catch (BadHttpRequestException bad)
        {
            return ApiProblem.Of(bad.StatusCode, "malformed", bad.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
            return Results.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ApiProblem.Of(StatusCodes.Status500InternalServerError, "input-output", e.Message);
        }
        catch (Exception e)
        {
            Message.Say(MessageLevel.Error, $"{context.Request.Method} {context.Request.Path}: {e}");
            return ApiProblem.Of(StatusCodes.Status500InternalServerError, "unexpected", e.Message, "The terminal of the server has the whole stack trace.");
        }
    }
}
