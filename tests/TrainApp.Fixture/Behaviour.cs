namespace TrainApp.Fixture;

/// <summary>The hyperparameters of the fixture: how long it trains and how it misbehaves.</summary>
internal static class Behaviour
{
    public const string Hyperparameters = """
        epochs: 2  # [1, 1000]
        steps: 3
        step_milliseconds: 1
        # What it does in the middle of the second epoch, or how it takes a stop.
        behaviour: well  # well | throw | exit | segv | abort | memory | library | shout | stay | child | write-into-data | nan | deaf | swallow | obey
        # What it returns.
        returns: well  # well | elsewhere | nothing | blank-model | null-files | absent-file | our-file | null-checkpoints | absent-folder | empty-folder | absent-checkpoint | null-checkpoint | no-checkpoint | blank-best | absent-best | best-with-folder
        export: well  # well | throw | absent | check | crash | slow
        optimizer:
          lr: 0.01  # (0, 1]
          name: sgd  # sgd | adam
        """;
}
