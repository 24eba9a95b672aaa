using TrainApp.Preparation;

namespace TrainApp.Tests.Preparation;

public sealed class SeededSequenceTests
{
    [Fact]
    public void The_sequence_is_that_of_SplitMix64()
    {
        var sequence = new SeededSequence(1234567);

        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => sequence.Next()));
    }

    [Fact]
    public void Numbers_below_a_bound_reach_all_of_them_about_equally()
    {
        var sequence = new SeededSequence(-5);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[sequence.Below(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededSequence(0).Below(0));
    }
}
