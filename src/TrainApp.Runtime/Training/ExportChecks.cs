namespace TrainApp;

/// <summary>One check of an exported file.</summary>
/// <param name="Name">What was checked, such as <c>batch 3</c>.</param>
/// <param name="Ok">Whether it holds.</param>
/// <param name="Detail">What was found.</param>
/// <param name="MaxAbsoluteError">Largest absolute difference to the model's outputs, where outputs were compared.</param>
/// <param name="MaxRelativeError">Largest relative difference.</param>
public sealed record ExportCheck(string Name, bool Ok, string Detail, double? MaxAbsoluteError = null, double? MaxRelativeError = null);
