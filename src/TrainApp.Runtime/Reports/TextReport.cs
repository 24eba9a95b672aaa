namespace TrainApp.Reports;

/// <summary>What <c>schema</c> says in JSON.</summary>
internal sealed record SchemaReport(IReadOnlyList<string> Files);

/// <summary>What help and version say in JSON.</summary>
internal sealed record TextReport(string? Help = null, string? Version = null);
