using System.Text;

namespace TrainApp.Vision.Tests.CocoEvaluation;

/// <summary>A damaged file is an error that says which file, what and where.</summary>
public sealed class DamagedFileTests
{
    private const string Images = """{"images":[{"id":1,"height":9,"width":9},{"id":2}],"categories":[{"id":1,"name":"a"}],""";
    private const string Annotation = """{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,5,5],"area":25,"iscrowd":0}""";
    private const string Detection = """{"image_id":1,"category_id":1,"bbox":[0,0,5,5],"score":0.5}""";
    private const string Mask = """{"id":1,"image_id":1,"category_id":1,"area":25,"segmentation":[[0,0,5,0,5,5]]}""";

    [Theory]
    [InlineData("""{"category_id":1,"bbox":[0,0,5,5],"score":0.5}""", "Detection 2 has no image_id")]
    [InlineData("""{"image_id":1,"bbox":[0,0,5,5],"score":0.5}""", "Detection 2 has no category_id")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5,5]}""", "Detection 2 has no score")]
    [InlineData("""{"image_id":1,"category_id":1,"score":0.5}""", "Detection 2 has no bbox")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[],"score":0.5}""", "Detection 2 has no bbox")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5,5],"score":NaN}""", "NaN and Infinity are no numbers")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,Infinity,5],"score":1}""", "NaN and Infinity are no numbers")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5,5],"score":-Infinity}""", "no JSON")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5,5],"score":1e999}""", "1e999, which is too large")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5,5],"score":"0.5"}""", "Expected a number, found a text")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5,5],"score":null}""", "Expected a number, found null")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,-5,5],"score":0.5}""", "A box is -5 wide and 5 high")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5],"score":0.5}""", "A box has 4 numbers, not 3")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":{"x":1},"score":0.5}""", "Expected an array, found an object")]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5,5],"bbox":[0,0,5,5],"score":0.5}""", "has a field twice")]
    [InlineData("""{"image_id":1.5,"category_id":1,"bbox":[0,0,5,5],"score":0.5}""", "Expected a whole number, found 1.5")]
    [InlineData("""{"image_id":"a.png","category_id":1,"bbox":[0,0,5,5],"score":0.5}""", "Expected a number, found a text")]
    [InlineData("""{"image_id":7,"category_id":1,"bbox":[0,0,5,5],"score":0.5}""", "Detection 2 is in image 7, which the annotations do not have")]
    [InlineData("""{"image_id":1,"category_id":8,"bbox":[0,0,5,5],"score":0.5}""", "Detection 2 has the category 8, which the annotations do not have")]
    [InlineData("17", "Expected an object, found 17")]
    [InlineData("""{"image_id":}""", "no JSON")]
    public void A_damaged_detection_is_named_with_its_line(string detection, string message) =>
        AssertRefused(Truth(Annotation), $"[\n{Detection},\n{detection}\n]", CocoSimilarity.Boxes, "dt.json", 3, message);

    [Theory]
    [InlineData("""{"image_id":1,"category_id":1,"bbox":[0,0,5,5],"area":25}""", "Annotation 2 of the list has no id")]
    [InlineData("""{"id":2,"category_id":1,"bbox":[0,0,5,5],"area":25}""", "Annotation 2 has no image_id")]
    [InlineData("""{"id":2,"image_id":1,"bbox":[0,0,5,5],"area":25}""", "Annotation 2 has no category_id")]
    [InlineData("""{"id":2,"image_id":1,"category_id":1,"area":25}""", "Annotation 2 has no bbox")]
    [InlineData("""{"id":2,"image_id":1,"category_id":1,"bbox":[0,0,5,5]}""", "Annotation 2 has no area")]
    [InlineData("""{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,5,5],"area":25}""", "Two annotations have the id 1")]
    [InlineData("""{"id":2,"image_id":3,"category_id":1,"bbox":[0,0,5,5],"area":25}""", "Annotation 2 is in image 3, which is not among the images")]
    [InlineData("""{"id":2,"image_id":1,"category_id":5,"bbox":[0,0,5,5],"area":25}""", "Annotation 2 has the category 5, which is not among the categories")]
    [InlineData("""{"id":2,"image_id":1,"category_id":1,"bbox":[0,0,5,-0.1],"area":25}""", "neither may be negative")]
    [InlineData("""{"id":2,"image_id":1,"category_id":1,"bbox":[0,0,5,5],"area":true}""", "Expected a number, found true or false")]
    [InlineData("""{"id":2,"image_id":1,"category_id":1,"bbox":[0,0,5,5],"area":25,"iscrowd":"no"}""", "Expected a number, found a text")]
    public void A_damaged_annotation_is_named_with_its_line(string annotation, string message) =>
        AssertRefused(Truth(Annotation, annotation), $"[{Detection}]", CocoSimilarity.Boxes, "gt.json", 3, message);

    [Theory]
    [InlineData("""{"size":[9,9],"counts":[80]}""", "add up to 80 pixels")]
    [InlineData("""{"size":[9,9],"counts":[90,-9]}""", "A run of -9 pixels is none")]
    [InlineData("""{"counts":[81]}""", "need a size")]
    [InlineData("""{"size":[9],"counts":[81]}""", "Expected a number, found an array")]
    [InlineData("""{"size":[9,9,9],"counts":[81]}""", "A size is two numbers")]
    [InlineData("""{"size":[90000,90000],"counts":[81]}""", "A mask of 90000×90000 pixels is too large")]
    [InlineData("""{"size":[9,9],"counts":"Z"}""", "end in the middle")]
    [InlineData("""{"size":[9,9],"counts":"!"}""", "Character 1 of the run lengths does not belong there")]
    [InlineData("""{"size":[9,9],"counts":"1ä"}""", "Character 2 of the run lengths does not belong there")]
    [InlineData("""{"size":[9,9],"counts":"ooooooo0"}""", "is too large")]
    [InlineData("""{"size":[9,9],"counts":"O"}""", "The run length before character 2 is -1")]
    [InlineData("""{"size":[9,9],"counts":[1.5]}""", "Expected a number of pixels, found 1.5")]
    [InlineData("""{"size":[9,9],"counts":81}""", "as a list or a text")]
    [InlineData("[[0,0,5,5]]", "it needs at least three corners")]
    [InlineData("[]", "has no polygon")]
    [InlineData("[0,0,5,5,1,1]", "Expected a polygon")]
    [InlineData("5", "Expected polygons or run lengths, found 5")]
    public void A_damaged_mask_is_named_with_its_line(string segmentation, string message)
    {
        var second = $$"""{"id":2,"image_id":1,"category_id":1,"area":25,"segmentation":{{segmentation}}}""";

        AssertRefused(Truth(Mask, second), "[]", CocoSimilarity.Masks, "gt.json", 3, message);
    }

    [Theory]
    [InlineData("[[-1e12,0,5,0,5,5]]", "-1000000000000 is no coordinate in or near image 1 of 9×9 pixels")]
    [InlineData("[[0,0,5,0,5,5],[0,0,5,0,5,1e12]]", "1000000000000 is no coordinate")]
    [InlineData("[[0,0,145,0,5,5]]", "145 is no coordinate")]
    public void A_polygon_far_outside_its_image_is_named_with_its_line(string segmentation, string message)
    {
        var truth = $$"""{"id":2,"image_id":1,"category_id":1,"area":25,"segmentation":{{segmentation}}}""";
        var found = $$"""{"image_id":1,"category_id":1,"score":1,"segmentation":{{segmentation}}}""";

        AssertRefused(Truth(Mask, truth), "[]", CocoSimilarity.Masks, "gt.json", 3, message);
        AssertRefused(Truth(Mask), $"[\n{found}]", CocoSimilarity.Masks, "dt.json", 2, message);
    }

    [Fact]
    public void Polygons_in_an_image_of_too_many_pixels_are_refused_in_these_words()
    {
        var truth = Truth(Mask).Replace("\"height\":9,\"width\":9", "\"height\":70000,\"width\":70000");

        AssertRefused(truth, "[]", CocoSimilarity.Masks, "gt.json", 2, "Image 1 is of 70000×70000 pixels");
        Assert.Equal(1, Read(truth.Replace("\"segmentation\":[[0,0,5,0,5,5]]", "\"bbox\":[0,0,5,5]"), "[]", CocoSimilarity.Boxes).Truth.Count);
    }

    [Fact]
    public void A_mask_of_polygons_needs_the_size_of_its_image() =>
        AssertRefused(Truth(Mask, Mask.Replace("\"id\":1,\"image_id\":1", "\"id\":2,\"image_id\":2")), "[]", CocoSimilarity.Masks, "gt.json", 3, "needs the height and width of image 2");

    [Theory]
    [InlineData("[1,2,2,3,4]", "5 numbers for its keypoints")]
    [InlineData("[1,2,2]", "3 numbers for its keypoints, the first one has 6")]
    [InlineData("[]", "0 numbers for its keypoints")]
    public void Keypoints_are_as_many_everywhere(string keypoints, string message)
    {
        const string First = """{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,5,5],"area":25,"num_keypoints":2,"keypoints":[1,1,2,3,3,2]}""";
        var second = First.Replace("[1,1,2,3,3,2]", keypoints).Replace("\"id\":1,", "\"id\":2,");

        AssertRefused(Truth(First, second), "[]", CocoSimilarity.Keypoints, "gt.json", 3, message);
        AssertRefused(Truth(First, First.Replace(",\"num_keypoints\":2", "")), "[]", CocoSimilarity.Keypoints, "gt.json", 3, "no num_keypoints");
        AssertRefused(Truth(First), """[{"image_id":1,"category_id":1,"score":1,"keypoints":[1,1,1]}]""", CocoSimilarity.Keypoints, "dt.json", 1, "3 numbers for their keypoints, the annotations 6");
    }

    [Theory]
    [InlineData("", 1, "no JSON")]
    [InlineData("not json", 1, "no JSON")]
    [InlineData("[]", 1, "An annotation file is an object")]
    [InlineData("""{"images":[],"categories":[]}""", 1, "The file has no annotations")]
    [InlineData("""{"images":[],"annotations":[]}""", 1, "The file has no categories")]
    [InlineData("{\"images\":[\n{\"height\":5}],\"categories\":[],\"annotations\":[]}", 2, "Image 1 of the list has no id")]
    [InlineData("{\"images\":[\n{\"id\":5,\"height\":-5}],\"categories\":[],\"annotations\":[]}", 2, "Expected a number of pixels, found -5")]
    [InlineData("{\"images\":[],\"categories\":[{\n\"id\":5,\"name\":6}],\"annotations\":[]}", 2, "Expected a text, found 6")]
    [InlineData("{\"images\":{},\"categories\":[],\"annotations\":[]}", 1, "Expected an array, found an object")]
    [InlineData("{\"images\":[],\"categories\":[],\"annotations\":[]}\n}", 2, "no JSON")]
    [InlineData("{\"images\":[{\"id\":1},{\"id\":1}],\"categories\":[],\"annotations\":[]}", null, "Two images have the id 1")]
    [InlineData("{\"images\":[],\"categories\":[{\"id\":1},{\"id\":1}],\"annotations\":[]}", null, "Two categories have the id 1")]
    public void A_damaged_annotation_file_is_named(string truth, int? line, string message) =>
        AssertRefused(truth, "[]", CocoSimilarity.Boxes, "gt.json", line, message);

    [Fact]
    public void Results_must_be_a_list() =>
        AssertRefused(Truth(Annotation), Truth(Annotation), CocoSimilarity.Boxes, "dt.json", 1, "A result file is a list of detections, not an object");

    [Fact]
    public void The_annotations_are_blamed_first() => AssertRefused("{", "{", CocoSimilarity.Boxes, "gt.json", 1, "no JSON");

    [Fact]
    public void A_byte_order_mark_unknown_fields_and_whole_numbers_with_a_point_are_read()
    {
        var truth = """{"info":{"a":[1]},""" + Truth("""{"segmentation":[],"id":1.0,"image_id":1,"category_id":1,"bbox":[0,0,5,5],"area":25,"ignore":1}""")[1..];

        var (read, found) = Read("\uFEFF" + truth, """[{"segmentation":[],"image_id":1.0,"category_id":1,"bbox":[0,0,5,5],"score":1,"more":{"b":null}}]""", CocoSimilarity.Boxes);

        Assert.Equal((1, 1, 25), (Assert.Single(read.Ids), Assert.Single(read.ImageIds), Assert.Single(found.Areas)));
        Assert.Equal(1, CocoSummary.Of(CocoEvaluator.Evaluate(read, found, CocoEvaluationSettings.For(CocoSimilarity.Boxes)))[0].Value!.Value, 1e-9);
    }

    [Fact]
    public void The_first_detection_decides_where_areas_come_from()
    {
        var truth = Truth(Mask);

        var (_, boxes) = Read(truth, """[{"image_id":1,"category_id":1,"bbox":[0,0,5,4],"score":1},{"segmentation":[[0,0,5,0,5,5]],"image_id":1,"category_id":1,"bbox":[0,0,5,5],"score":1}]""", CocoSimilarity.Masks);
        var (_, masks) = Read(truth, """[{"segmentation":[[0,0,5,0,5,5]],"image_id":1,"category_id":1,"score":1}]""", CocoSimilarity.Masks);

        Assert.Equal([20.0, 25], boxes.Areas);
        Assert.Equal((2, 0, 1), (boxes.Segmentations.Count, masks.Areas.Length, masks.Segmentations.Count));
    }

    private static string Truth(params string[] annotations) => Images + "\"annotations\":[\n" + string.Join(",\n", annotations) + "]}";

    private static (CocoGroundTruth Truth, CocoDetections Detections) Read(string truth, string detections, CocoSimilarity similarity)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("gt.json"), truth, new UTF8Encoding(false));
        File.WriteAllText(folder.At("dt.json"), detections, new UTF8Encoding(false));
        return CocoEvaluationFiles.Read(folder.At("gt.json"), folder.At("dt.json"), similarity);
    }

    private static void AssertRefused(string truth, string detections, CocoSimilarity similarity, string file, int? line, string message)
    {
        var error = Assert.Throws<CocoFileException>(() => Read(truth, detections, similarity));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((file, line), (Path.GetFileName(error.Path), error.Line));
    }
}
