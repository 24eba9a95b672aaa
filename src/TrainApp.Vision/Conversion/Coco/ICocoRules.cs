namespace TrainApp.Vision.Conversion.Coco;

/// <summary>How labels become objects of COCO. For several threads at a time.</summary>
internal interface ICocoRules
{
    /// <summary>The objects of an image, in the order in which they are written.</summary>
    /// <exception cref="InvalidDataException">A mask cannot be read, or the meta does not have a class.</exception>
    List<CocoObject> Convert(Annotation annotation);
}
