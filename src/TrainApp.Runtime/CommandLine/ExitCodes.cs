namespace TrainApp.CommandLine;

/// <summary>Exit codes that are not a run's state.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongRequest = 2;
    public const int Stopped = 4;
    public const int Refused = 5;
}
