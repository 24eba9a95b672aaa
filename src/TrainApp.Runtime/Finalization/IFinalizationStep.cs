namespace TrainApp.Finalization;

/// <summary>
/// One named step after training. A step is idempotent: run again after a crash at any point it ends in the same files,
/// because a step that is done is skipped and one that was cut is repeated.
/// </summary>
internal interface IFinalizationStep
{
    /// <summary>The name in the journal and in <c>show</c>.</summary>
    string Name { get; }

    /// <summary>Whether its failure leaves a run that is still good: the run is then degraded, not failed.</summary>
    bool MayFail => false;

    /// <summary>Whether it is repeated in every pass, because other steps change what it writes.</summary>
    bool AlwaysRuns => false;

    /// <summary>Whether the run asks for it.</summary>
    bool Applies(FinalizationContext context) => true;

    Task RunAsync(FinalizationContext context, CancellationToken cancellationToken);
}
