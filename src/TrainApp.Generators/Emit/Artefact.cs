using TrainApp.Formats;
using TrainApp.Generators.Inputs;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Emit;

/// <summary>What the generator makes of one file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Code">The C# that it adds; the same text means that nothing is added anew.</param>
/// <param name="Problems">What is wrong with the file.</param>
internal sealed record Artefact(FileSource Source, string Code, EquatableArray<Problem> Problems)
{
    /// <summary>The problems at their places in files.</summary>
    public ProblemList Locate(AppPlaces? places)
    {
        List<Problem> located = [];
        foreach (var problem in Problems)
        {
            var (file, place) = Source.Locate(problem.Place, places);
            located.Add(problem with { File = file, Place = place });
        }

        return new(located.ToEquatableArray());
    }
}

/// <summary>Problems to report, each at its place in a file.</summary>
internal sealed record ProblemList(EquatableArray<Problem> Problems);
