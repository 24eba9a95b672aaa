namespace TrainApp;

/// <summary>The images that count; an image without objects and without detections belongs to them too.</summary>
/// <param name="Ids">Their ids, all different.</param>
/// <param name="Heights">Pixels; may be empty where no mask is given as polygons.</param>
/// <param name="Widths">Pixels, as <paramref name="Heights"/>.</param>
public sealed record CocoImages(long[] Ids, int[] Heights, int[] Widths);

/// <summary>The categories that count.</summary>
/// <param name="Ids">Their ids, all different.</param>
/// <param name="Names">Their names in the same order; may be empty.</param>
public sealed record CocoCategories(long[] Ids, string[] Names);
