namespace TrainApp.Vision.CocoEvaluation.Similarity;

/// <summary>How alike a detection and an annotation are, from 0 to 1.</summary>
internal interface ISimilarity
{
    /// <summary>
    /// The similarity of a detection and an annotation, both by their position in the <see cref="Ordering.EvaluationOrder"/>.
    /// Any value below the lowest threshold may stand for another one, for none of them makes a match.
    /// </summary>
    double Between(int detection, int truth, double lowestThreshold);
}
