using TrainApp.Formats;

namespace TrainApp.Requests;

/// <summary>The kinds of mistakes in an app state.</summary>
internal static class AppStateKinds
{
    public static readonly ProblemKind Unreadable = new("TRAIN660", Severity.Error, "The app state cannot be read");
    public static readonly ProblemKind Duplicate = new("TRAIN661", Severity.Error, "A key appears twice in the app state");
    public static readonly ProblemKind UnknownKey = new("TRAIN662", Severity.Error, "A key of the app state is not known");
    public static readonly ProblemKind Missing = new("TRAIN663", Severity.Error, "The app state lacks a field");
    public static readonly ProblemKind WrongValue = new("TRAIN664", Severity.Error, "A field of the app state has a value that it cannot have");
    public static readonly ProblemKind NotInProject = new("TRAIN665", Severity.Error, "The app state names something that the project has not");
    public static readonly ProblemKind NoEffect = new("TRAIN666", Severity.Warning, "A field of the app state has no effect");
}
