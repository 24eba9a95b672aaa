using TorchSharp;
using static TorchSharp.torch;

namespace TrainApp;

/// <summary>Settings of libtorch that decide whether a run can be repeated.</summary>
public static class TorchSetup
{
    /// <summary>
    /// Seeds libtorch and fixes its number of threads: with both the same, a run on the CPU gives the same weights again.
    /// Another number of threads sums in another order.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">Threads for one operation; 0 leaves libtorch's choice, one per core.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative.</exception>
    public static void Apply(long seed, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (threads > 0) set_num_threads(threads);
        manual_seed(seed);
    }
}
