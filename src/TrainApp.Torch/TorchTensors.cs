using TorchSharp;
using static TorchSharp.torch;

namespace TrainApp;

/// <summary>Between libtorch's tensors and <see cref="TensorData"/>.</summary>
public static class TorchTensors
{
    /// <summary>Copies a tensor of any device and number type.</summary>
    public static TensorData ToTensorData(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        var plain = tensor.detach().to(ScalarType.Float32).cpu().contiguous();
        return new TensorData(plain.shape, plain.data<float>().ToArray());
    }

    /// <summary>Copies numbers into a tensor on a device.</summary>
    public static Tensor ToTensor(this TensorData data, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return tensor(data.Values.ToArray(), data.Shape, device: device);
    }
}
