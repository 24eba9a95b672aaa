namespace TrainApp.Requests;

/// <summary>Options that are on or off.</summary>
internal static class SwitchChoice
{
    /// <param name="option">The option's name, for errors.</param>
    /// <param name="value"><c>on</c>, <c>off</c>, or null when it was not given.</param>
    /// <param name="problems">Receives a mistake.</param>
    public static bool? Read(string option, string? value, RequestProblems problems)
    {
        switch (value)
        {
            case null:
                return null;
            case "on":
                return true;
            case "off":
                return false;
            default:
                problems.Error("TRAIN620", $"{option} '{value}': expected on or off.");
                return null;
        }
    }
}
