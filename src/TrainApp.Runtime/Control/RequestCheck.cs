using TrainApp.Formats;
using TrainApp.Requests;

namespace TrainApp.Control;

/// <summary>What a check of a request found.</summary>
/// <param name="Problems">Every mistake and doubt.</param>
/// <param name="Notes">What was decided where the request left it open.</param>
/// <param name="Accepted">The request with its defaults resolved; null when something is wrong.</param>
internal sealed record RequestCheck(IReadOnlyList<Problem> Problems, IReadOnlyList<string> Notes, CheckedRequest? Accepted)
{
    /// <summary>The request, if nothing is wrong with it.</summary>
    /// <exception cref="RefusedException">Something is.</exception>
    public CheckedRequest Require() => Accepted ?? throw new RefusedException(Refusal.WrongRequest, Problems);
}
