namespace TrainApp;

/// <summary>Where the model that a run starts from comes from.</summary>
public enum ModelSource
{
    /// <summary>An entry of <c>models.json</c>.</summary>
    Pretrained,

    /// <summary>A checkpoint of an earlier run.</summary>
    Custom,
}
