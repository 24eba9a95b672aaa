namespace TrainApp.Projects;

/// <summary>Ids of problems that projects, splits and preparation have.</summary>
internal static class ProblemIds
{
    /// <summary>There is no such project, or it cannot be read.</summary>
    public const string ProjectUnusable = "TRAIN500";

    /// <summary><c>meta.json</c> cannot be read.</summary>
    public const string MetaUnreadable = "TRAIN501";

    /// <summary><c>meta.json</c> has an entry that was replaced by a guess.</summary>
    public const string MetaDoubtful = "TRAIN502";

    /// <summary>A folder where a dataset is expected has no <c>img</c> or no <c>ann</c>, or cannot be one.</summary>
    public const string DatasetBroken = "TRAIN503";

    /// <summary>The project has no image.</summary>
    public const string NoImages = "TRAIN504";

    /// <summary>An image has no annotation.</summary>
    public const string AnnotationMissing = "TRAIN505";

    /// <summary>One annotation would belong to two images.</summary>
    public const string AnnotationShared = "TRAIN506";

    /// <summary>An image has two annotations.</summary>
    public const string AnnotationTwice = "TRAIN507";

    /// <summary>An annotation has no image.</summary>
    public const string ImageMissing = "TRAIN508";

    /// <summary>A file among the images is none.</summary>
    public const string NotAnImage = "TRAIN509";

    /// <summary>An annotation cannot be read.</summary>
    public const string AnnotationUnreadable = "TRAIN510";

    /// <summary>An object of an annotation cannot be read.</summary>
    public const string ObjectBroken = "TRAIN511";

    /// <summary>Something in an annotation was read with a guess.</summary>
    public const string AnnotationDoubtful = "TRAIN512";

    /// <summary>An image cannot be used for training.</summary>
    public const string ImageBroken = "TRAIN513";

    /// <summary>A label leaves its image and was cut at the border.</summary>
    public const string LabelCut = "TRAIN514";

    /// <summary>A label lies outside its image and was left out.</summary>
    public const string LabelOutside = "TRAIN515";

    /// <summary>A box of a single pixel, or of less.</summary>
    public const string LabelTiny = "TRAIN516";

    /// <summary>The text of a split cannot be understood.</summary>
    public const string SplitMalformed = "TRAIN520";

    /// <summary>A split method that the app does not offer.</summary>
    public const string SplitMethodNotOffered = "TRAIN521";

    /// <summary>A split names a dataset that the project lacks.</summary>
    public const string SplitDatasetUnknown = "TRAIN522";

    /// <summary>A side of a split is empty.</summary>
    public const string SplitSideEmpty = "TRAIN523";

    /// <summary>A split is unusual.</summary>
    public const string SplitUnusual = "TRAIN524";

    /// <summary>An image is on both sides of a split.</summary>
    public const string SplitOverlap = "TRAIN525";

    /// <summary>A split names a tag that the project lacks.</summary>
    public const string SplitTagUnknown = "TRAIN526";

    /// <summary>A split goes by a tag that no image carries.</summary>
    public const string SplitTagUnused = "TRAIN527";

    /// <summary>A split names a collection that the workspace lacks.</summary>
    public const string SplitCollectionUnknown = "TRAIN528";

    /// <summary>An image of a collection is gone.</summary>
    public const string SplitImageGone = "TRAIN529";

    /// <summary>An object cannot be converted to the shape of the task.</summary>
    public const string ObjectNotConverted = "TRAIN530";

    /// <summary>A version of a project that there is not.</summary>
    public const string VersionUnknown = "TRAIN532";

    /// <summary>A version of a project cannot be restored.</summary>
    public const string VersionIncomplete = "TRAIN533";

    /// <summary>An image file is missing, empty, cut short or damaged.</summary>
    public const string ImageDamaged = "TRAIN540";

    /// <summary>An image has another size than its annotation says.</summary>
    public const string ImageSizeDiffers = "TRAIN541";

    /// <summary>Several images have the same content.</summary>
    public const string ImagesAlike = "TRAIN542";

    /// <summary>An <c>img_info</c> file cannot be read.</summary>
    public const string ImageInfoUnreadable = "TRAIN543";

    /// <summary>Several images have the same objects.</summary>
    public const string AnnotationsAlike = "TRAIN546";

    /// <summary>Images without objects.</summary>
    public const string ImagesWithoutObjects = "TRAIN544";

    /// <summary>Classes that no object has.</summary>
    public const string ClassesUnused = "TRAIN545";
}
