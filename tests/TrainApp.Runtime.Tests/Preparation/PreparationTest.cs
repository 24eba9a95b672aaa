using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Tests.Preparation;

/// <summary>What the tests of preparation have in common: a folder, and requests to prepare in it.</summary>
public abstract class PreparationTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected TemporaryFolder Temporary => _folder;

    private protected PreparationRequest Request(Project project, int train) => new()
    {
        Project = project,
        Fingerprint = ProjectFingerprint.Compute(project, TestContext.Current.CancellationToken),
        Train = [.. project.Images.Take(train)],
        Val = [.. project.Images.Skip(train)],
        Classes = [.. project.Meta.Classes.Select(item => item.Name)],
        WorkDirectory = _folder["work"],
    };

    private protected static Task<PreparedProject> Prepare(PreparationRequest request) =>
        ProjectPreparation.PrepareAsync(request, progress: null, TestContext.Current.CancellationToken);

    private protected sealed class Reports(Action<int, int> report) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => report(value.Done, value.Total);
    }
}
