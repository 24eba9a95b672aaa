using TrainApp.Finalization;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.Tests.Workers;

/// <summary>How the end of a worker is explained.</summary>
public sealed class ExplanationTests
{
    [Theory]
    [InlineData(137, "SIGKILL", null, "was killed (SIGKILL)")]
    [InlineData(139, "SIGSEGV", null, "Native code crashed")]
    [InlineData(135, "SIGBUS", null, "Native code crashed")]
    [InlineData(134, "SIGABRT", null, "aborted itself")]
    [InlineData(143, "SIGTERM", null, "asked to end from outside")]
    [InlineData(152, "SIGXCPU", null, "SIGXCPU")]
    [InlineData(3, null, 3, "exit code 3")]
    [InlineData(0, null, 0, "exit code 0")]
    [InlineData(255, null, 255, "exit code 255")]
    [InlineData(null, null, null, "nobody was there")]
    public void An_exit_code_is_a_signal_or_itself(int? code, string? signal, int? exitCode, string cause)
    {
        var explanation = DeathExplanation.Of(code, RunState.Training, ["last words"], killedForMemory: false);
        Assert.Equal((signal, exitCode, "training"), (explanation.Signal, explanation.ExitCode, explanation.Phase));
        Assert.Contains(cause, explanation.Cause, StringComparison.Ordinal);
        Assert.NotEqual("", explanation.NextStep);
        Assert.Equal(["last words"], explanation.LastLines);
    }

    [Fact]
    public void A_kill_for_memory_is_told_from_another()
    {
        Assert.Contains("memory limit", DeathExplanation.Of(137, RunState.Training, [], killedForMemory: true).Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("limit", DeathExplanation.Of(137, RunState.Training, [], killedForMemory: false).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Out of memory.", "memory ran out")]
    [InlineData("terminate called after throwing an instance of 'std::bad_alloc'", "memory ran out")]
    [InlineData("Fatal error. System.AccessViolationException: Attempted to read or write protected memory.", "may not touch")]
    [InlineData("something else", "aborted itself")]
    public void The_last_lines_of_an_abort_tell_why(string line, string cause) =>
        Assert.Contains(cause, DeathExplanation.Of(134, RunState.Training, [line], killedForMemory: false).Cause, StringComparison.Ordinal);

    [Fact]
    public void A_runtime_that_does_not_start_is_not_taken_for_a_signal()
    {
        var explanation = DeathExplanation.Of(137, RunState.Queued, ["GC heap initialization failed with error 0x8007000E", "Failed to create CoreCLR, HRESULT: 0x8007000E"], killedForMemory: false);
        Assert.Equal((null, 137), (explanation.Signal, explanation.ExitCode));
        Assert.Contains("did not start", explanation.Cause, StringComparison.Ordinal);
    }

    public static TheoryData<Exception, string, string> Exceptions() => new()
    {
        { new InsufficientMemoryException("no more"), "Memory ran out", "smaller" },
        { new DllNotFoundException("Unable to load shared library 'libtorch.so'"), "native library is missing", "libtorch-cpu-linux-x64" },
        { new TypeInitializationException("torch", new DllNotFoundException("version `GLIBCXX_3.4.32' not found")), "native library is missing", "libstdc++" },
        { new EntryPointNotFoundException("onnxruntime"), "native library is missing", "Microsoft.ML.OnnxRuntime" },
        { new InvalidExperimentException("ExperimentInfo.BestCheckpoint: expected …"), "ExperimentInfo.BestCheckpoint", "Repair what the training method returns" },
        { new IOException("No space left on device", 28), "The disk is full", "Free some space" },
        { new AggregateException(new InvalidOperationException("first\nsecond")), "threw InvalidOperationException: first", "stack trace" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void An_exception_is_explained_by_its_root(Exception exception, string cause, string nextStep)
    {
        var explanation = FailureExplanation.Of(exception, RunState.Training, []);
        Assert.Contains(cause, explanation.Cause, StringComparison.Ordinal);
        Assert.Contains(nextStep, explanation.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("second", explanation.Cause, StringComparison.Ordinal);
    }
}
