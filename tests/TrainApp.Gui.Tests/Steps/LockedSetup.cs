using TrainApp.Gui.Setup;
using TrainApp.Requests;

namespace TrainApp.Gui.Tests.Steps;

/// <summary>A setup that can only be read, of a request that a test makes up.</summary>
internal sealed class LockedSetup(TrainRequest request) : RunSetup
{
    internal override TrainRequest Request => request;

    internal override int Version => 0;

    internal override SetupVerdict Verdict => SetupVerdict.None;

    internal override bool IsLocked => true;

    internal override CheckedRequest? Resolved => null;

    internal override void Change(Func<TrainRequest, TrainRequest> edit) => Assert.Fail("A locked setup was changed.");
}
