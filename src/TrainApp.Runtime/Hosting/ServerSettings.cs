namespace TrainApp.Hosting;

/// <summary>How the page and the HTTP API are served.</summary>
public sealed record ServerSettings
{
    /// <summary>The workspace's folder, as a full path.</summary>
    public required string Workspace { get; init; }

    /// <summary>The port; null for 8000, or the next one that is free; 0 for any.</summary>
    public int? Port { get; init; }

    /// <summary>A name or address of this machine; null for loopback.</summary>
    public string? Host { get; init; }

    /// <summary>Whether even the user who started the server needs the token.</summary>
    public bool RequiresToken { get; init; }

    /// <summary>Whether there is a page, or the HTTP API alone.</summary>
    public bool HasPage { get; init; } = true;

    /// <summary>An app state that fills the page in: its file, or its text.</summary>
    public string? AppState { get; init; }

    /// <summary>Called once requests are answered.</summary>
    public Action<ServedAddress>? Started { get; init; }
}
