using static TorchSharp.torch;

namespace TrainApp.Torch.Tests;

public sealed class TorchCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_survive_a_file_bit_by_bit()
    {
        TorchSetup.Apply(seed: 3, threads: 1);
        using var saved = nn.Linear(4, 3);
        using var loaded = nn.Linear(4, 3);
        Assert.NotEqual(saved.weight.ToTensorData().Values.ToArray(), loaded.weight.ToTensorData().Values.ToArray());

        TorchCheckpoint.Save(saved, _folder.At("new/a.pth"));
        TorchCheckpoint.Load(loaded, _folder.At("new/a.pth"));

        Assert.Equal(saved.weight.ToTensorData().Values.ToArray(), loaded.weight.ToTensorData().Values.ToArray());
        Assert.Equal(["a.pth"], Directory.GetFiles(_folder.At("new")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_saved_file_replaces_the_one_before()
    {
        using var first = nn.Linear(4, 3);
        using var second = nn.Linear(2, 3);
        using var loaded = nn.Linear(2, 3);

        TorchCheckpoint.Save(first, _folder.At("a.pth"));
        TorchCheckpoint.Save(second, _folder.At("a.pth"));
        TorchCheckpoint.Load(loaded, _folder.At("a.pth"));

        Assert.Equal(second.weight.ToTensorData().Values.ToArray(), loaded.weight.ToTensorData().Values.ToArray());
    }

    [Fact]
    public void Weights_of_another_network_are_refused_by_name()
    {
        using var small = nn.Linear(4, 3);
        using var large = nn.Linear(8, 3);
        TorchCheckpoint.Save(small, _folder.At("a.pth"));

        var error = Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Load(large, _folder.At("a.pth")));

        Assert.Contains("a.pth", error.Message, StringComparison.Ordinal);
        Assert.Contains("Linear", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_holds_no_weights_or_is_cut_off_is_refused()
    {
        using var network = nn.Linear(400, 30);
        TorchCheckpoint.Save(network, _folder.At("whole.pth"));
        var bytes = File.ReadAllBytes(_folder.At("whole.pth"));
        File.WriteAllBytes(_folder.At("cut.pth"), bytes[..(bytes.Length / 2)]);
        File.WriteAllText(_folder.At("text.pth"), "no weights at all, whatever the name says");

        Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Load(network, _folder.At("cut.pth")));
        Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Load(network, _folder.At("text.pth")));
        Assert.Throws<FileNotFoundException>(() => TorchCheckpoint.Load(network, _folder.At("none.pth")));
    }

    [Fact]
    public void Tensors_keep_shape_and_values_both_ways()
    {
        using var tensor = arange(6, ScalarType.Int64).reshape(2, 3).transpose(0, 1);

        var data = tensor.ToTensorData();
        using var back = data.ToTensor();

        Assert.Equal([3L, 2L], data.Shape);
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], data.Values.ToArray());
        Assert.Equal(data.Values.ToArray(), back.ToTensorData().Values.ToArray());
    }
}
