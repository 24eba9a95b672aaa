using TrainApp.Formats;

namespace TrainApp.Generators.Emit;

/// <summary>What the generator makes of one file.</summary>
/// <param name="Code">The C# that it adds; the same text means that nothing is added anew.</param>
/// <param name="Problems">What is wrong with the file.</param>
internal sealed record Artefact(string Code, EquatableArray<Problem> Problems);
