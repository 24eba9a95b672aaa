using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>Errors at the chosen confidence by kind, from the confusion matrix.</summary>
/// <param name="Found">Predictions that found an object.</param>
/// <param name="Missed">Objects that no prediction found.</param>
/// <param name="Background">Predictions where nothing is.</param>
/// <param name="Confused">Predictions of the wrong class.</param>
/// <param name="MostMissed">The class of which most are missed.</param>
/// <param name="MostInvented">The class that is predicted most often where nothing is.</param>
/// <param name="WorstPair">The cell of two classes that holds most.</param>
internal sealed record ErrorCounts(
    long Found,
    long Missed,
    long Background,
    long Confused,
    (int Class, long Number) MostMissed,
    (int Class, long Number) MostInvented,
    (int Predicted, int Truly, long Number) WorstPair)
{
    public static ErrorCounts Of(EvaluationResult result)
    {
        var (cells, none) = (result.Confusion, result.Classes.Count);
        long found = 0, missed = 0, background = 0, confused = 0;
        var (mostMissed, mostInvented, worstPair) = ((0, 0L), (0, 0L), (0, 0, 0L));
        for (var i = 0; i < none; i++)
        {
            found += cells[i, i];
            missed += cells[none, i];
            background += cells[i, none];
            if (cells[none, i] > mostMissed.Item2) mostMissed = (i, cells[none, i]);
            if (cells[i, none] > mostInvented.Item2) mostInvented = (i, cells[i, none]);
            for (var j = 0; j < none; j++)
            {
                if (i == j) continue;
                confused += cells[i, j];
                if (cells[i, j] > worstPair.Item3) worstPair = (i, j, cells[i, j]);
            }
        }

        return new(found, missed, background, confused, mostMissed, mostInvented, worstPair);
    }
}
