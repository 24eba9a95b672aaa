using TrainApp.Gui.Setup;

namespace TrainApp.Gui.Tests.Steps;

public sealed class WatchedPartTests
{
    [Fact]
    public void Whoever_watches_finds_it_at_work_however_others_come_and_go()
    {
        var part = new Part();
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                using var watch = part.Watch(() => { });
                Assert.True(part.IsAtWork);
            }
        });
        Assert.False(part.IsAtWork);
    }

    private sealed class Part : WatchedPart
    {
        public volatile bool IsAtWork;

        private protected override void Join(bool isFirst)
        {
            if (isFirst) IsAtWork = true;
        }

        private protected override void Rest() => IsAtWork = false;
    }
}
