namespace TrainApp.Reports;

/// <summary>What a server says in JSON once it answers.</summary>
/// <param name="Address">Its address with the token.</param>
/// <param name="Port">Its port.</param>
/// <param name="Page">Whether there is a page, or the HTTP API alone.</param>
/// <param name="Workspace">The workspace's folder.</param>
internal sealed record ServerReport(string Address, int Port, bool Page, string Workspace);
