using TrainApp.Vision.CocoEvaluation.Reading;

namespace TrainApp;

/// <summary>Reads a file of annotations and a file of results for an evaluation.</summary>
public static class CocoEvaluationFiles
{
    /// <summary>Reads both files at the same time; only the fields that the evaluation needs.</summary>
    /// <param name="annotations">A COCO annotation file.</param>
    /// <param name="results">A COCO result file: a list of detections.</param>
    /// <param name="similarity">What is to be compared.</param>
    /// <exception cref="CocoFileException">A file is damaged, or the results name images or categories that the annotations lack.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static (CocoGroundTruth Truth, CocoDetections Detections) Read(string annotations, string results, CocoSimilarity similarity)
    {
        var reading = Task.Run(() => CocoSource.Read(annotations, json => GroundTruthReader.Parse(json, similarity)));
        CocoSource<CocoDetections> detections;
        try
        {
            detections = CocoSource.Read(results, json => DetectionReader.Parse(json, similarity));
        }
        catch
        {
            // What is wrong with the annotations is said first, whichever file was read faster.
            reading.GetAwaiter().GetResult();
            throw;
        }

        var truth = reading.GetAwaiter().GetResult();
        References.Check(truth, detections);
        return (truth.Data, detections.Data);
    }
}
