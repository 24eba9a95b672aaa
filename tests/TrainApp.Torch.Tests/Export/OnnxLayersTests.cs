using TorchSharp;
using static TorchSharp.torch;

namespace TrainApp.Torch.Tests.Export;

public sealed class OnnxLayersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Layers => ["convolution", "grouped convolution", "norm", "activation", "upsampling", "softplus", "sequence"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_computes_in_onnx_what_it_does_in_torch_at_any_size(string name)
    {
        TorchSetup.Apply(seed: 5, threads: 1);
        using var layer = Build(name);
        var path = Export(layer);
        using var session = new OnnxSession(path);

        foreach (var (batch, height, width) in (ReadOnlySpan<(int, int, int)>)[(1, 8, 8), (3, 12, 6)])
        {
            using var input = randn(batch, 8, height, width);
            using var output = layer.call(input);

            var difference = Assert.Single(OnnxCheck.Compare(session, [input.ToTensorData()], Named(output), tolerance: 1e-5));

            Assert.Equal(output.shape, difference.Shape);
        }
    }

    [Fact]
    public void A_layer_without_an_onnx_form_is_refused_by_name()
    {
        using var layer = nn.Bilinear(2, 2, 2);
        var graph = new OnnxGraph("test");

        var error = Assert.Throws<NotSupportedException>(() => graph.Layer(layer, graph.Input("x", "batch")));

        Assert.Contains("Bilinear", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_names_the_output_and_the_place()
    {
        using var layer = Build("convolution");
        using var input = randn(1, 8, 4, 4);
        using var output = layer.call(input);
        using var session = new OnnxSession(Export(layer));
        var expected = output.ToTensorData();
        expected.Values.Span[(2 * 4) + (1 * 2) + 0] += 0.5f;

        var error = Assert.Throws<OnnxMismatchException>(() =>
            OnnxCheck.Compare(session, [input.ToTensorData()], new Dictionary<string, TensorData>(StringComparer.Ordinal) { ["y"] = expected }));

        Assert.Equal("y", error.Output);
        Assert.Contains("[0, 2, 1, 0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_shape_another_name_and_not_a_number_are_differences()
    {
        using var layer = Build("activation");
        using var input = randn(1, 8, 4, 4);
        using var session = new OnnxSession(Export(layer));
        TensorData[] inputs = [input.ToTensorData()];
        var blank = new float[128];
        Array.Fill(blank, float.NaN);

        Assert.Contains("shape", Fail("y", new TensorData([128], blank)).Message, StringComparison.Ordinal);
        Assert.Contains("no output 'z'", Fail("z", new TensorData([1, 8, 4, 4], blank)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Fail("y", new TensorData([1, 8, 4, 4], blank)).Message, StringComparison.Ordinal);

        OnnxMismatchException Fail(string name, TensorData expected) => Assert.Throws<OnnxMismatchException>(() =>
            OnnxCheck.Compare(session, inputs, new Dictionary<string, TensorData>(StringComparer.Ordinal) { [name] = expected }));
    }

    private static nn.Module<Tensor, Tensor> Build(string name) => name switch
    {
        "convolution" => nn.Conv2d(8, 16, 3, stride: 2, padding: 1),
        "grouped convolution" => nn.Conv2d(8, 16, 3, padding: 2, dilation: 2, groups: 4, bias: false),
        "norm" => Norm(),
        "activation" => nn.SiLU(),
        "upsampling" => nn.Upsample(scale_factor: [2, 3], mode: UpsampleMode.Nearest),
        "softplus" => nn.Softplus(),
        _ => nn.Sequential(nn.Conv2d(8, 8, 1), Norm(), nn.SiLU(), nn.Sequential(nn.Upsample(scale_factor: [2, 2]), nn.Conv2d(8, 4, 3))),
    };

    private static nn.Module<Tensor, Tensor> Norm()
    {
        var norm = nn.GroupNorm(4, 8);
        nn.init.uniform_(norm.weight!, 0.5, 2);
        nn.init.uniform_(norm.bias!, -1, 1);
        return norm;
    }

    private string Export(nn.Module layer)
    {
        var graph = new OnnxGraph("test");
        graph.Output(graph.Layer(layer, graph.Input("x", "batch", "8", "height", "width")), "y", "batch", "channels", "rows", "columns");
        var path = _folder.At("layer.onnx");
        graph.Save(path);
        return path;
    }

    private static Dictionary<string, TensorData> Named(Tensor output) => new(StringComparer.Ordinal) { ["y"] = output.ToTensorData() };
}
