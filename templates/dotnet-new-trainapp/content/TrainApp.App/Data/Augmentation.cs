using TorchSharp;
using TrainApp;
using static TorchSharp.torch;

namespace TrainApp.App.Data;

/// <summary>Random flips, zoom, shift and colour, one draw per image, with the boxes moved along.</summary>
/// <param name="settings">The limits of what is drawn.</param>
public sealed class Augmentation(Hyperparameters.AugmentationSection settings)
{
    /// <summary>An object that keeps less of its area inside the image is dropped.</summary>
    private const float LeastVisible = 0.3f;

    /// <summary>Pixels, of what is left of an object.</summary>
    private const float LeastSide = 4;

    public (Tensor Images, LabeledBox[][] Labels) Apply(Tensor images, LabeledBox[][] labels, Random random)
    {
        using var scope = NewDisposeScope();
        int count = labels.Length, size = (int)images.shape[3];
        var theta = new float[count * 6];
        var gain = new float[count * 3];
        var offset = new float[count * 3];
        var moved = new LabeledBox[count][];
        for (int i = 0; i < count; i++)
        {
            // In coordinates from -1 to 1, the source of an output point p is scale * p + shift.
            float zoom = (float)Math.Pow(settings.Zoom, Between(random, 1));
            float scaleX = Flip(random) ? -zoom : zoom, scaleY = Flip(random) ? -zoom : zoom;
            float shiftX = Between(random, settings.Shift), shiftY = Between(random, settings.Shift);
            // Columns and rows of the source change places for an image that is turned on its diagonal.
            bool turned = Flip(random);
            (theta[i * 6 + (turned ? 1 : 0)], theta[i * 6 + 2]) = (scaleX, shiftX);
            (theta[i * 6 + (turned ? 3 : 4)], theta[i * 6 + 5]) = (scaleY, shiftY);
            moved[i] = labels[i]
                .Select(label => label with { Box = Move(label.Box, size, scaleX, shiftX, scaleY, shiftY) })
                .Select(label => turned ? label with { Box = Turn(label.Box) } : label)
                .Where(label => IsVisible(label.Box, size))
                .Select(label => label with { Box = label.Box.Clip(size, size) })
                .ToArray();

            float allGain = 1 + Between(random, settings.Contrast), allLight = Between(random, settings.Light);
            for (int c = 0; c < 3; c++)
            {
                gain[i * 3 + c] = allGain * (1 + Between(random, settings.Tint));
                offset[i * 3 + c] = allLight + Between(random, settings.Tint);
            }
        }

        var device = images.device;
        var coloured = images * tensor(gain, [count, 3, 1, 1], device: device) + tensor(offset, [count, 3, 1, 1], device: device);
        var grid = nn.functional.affine_grid(tensor(theta, [count, 2, 3], device: device), images.shape, align_corners: false);
        var warped = nn.functional.grid_sample(
            coloured, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false);
        return (warped.MoveToOuterDisposeScope(), moved);
    }

    private bool Flip(Random random) => random.Next(2) == 1 && settings.Flip;

    private static float Between(Random random, double limit) => (float)(limit * (2 * random.NextDouble() - 1));

    private static bool IsVisible(Box box, int size)
    {
        var seen = box.Clip(size, size);
        return seen.Area >= LeastVisible * box.Area && seen.Width >= LeastSide && seen.Height >= LeastSide;
    }

    private static Box Turn(Box box) => new(box.Top, box.Left, box.Bottom, box.Right);

    private static Box Move(Box box, int size, float scaleX, float shiftX, float scaleY, float shiftY)
    {
        var (left, right) = MoveSpan(box.Left, box.Right, size, scaleX, shiftX);
        var (top, bottom) = MoveSpan(box.Top, box.Bottom, size, scaleY, shiftY);
        return new Box(left, top, right, bottom);
    }

    private static (float Low, float High) MoveSpan(float low, float high, int size, float scale, float shift)
    {
        float a = Place(low), b = Place(high);
        return (Math.Min(a, b), Math.Max(a, b));

        float Place(float edge) => ((2 * edge / size - 1 - shift) / scale + 1) / 2 * size;
    }
}
