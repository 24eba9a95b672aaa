namespace TrainApp;

/// <summary>Datasets as COCO files.</summary>
public static class CocoDatasets
{
    /// <summary>x</summary>
    public static void ToCoco() {}
}
