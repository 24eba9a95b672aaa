namespace TrainApp.Fixture;

/// <summary>The hyperparameters of the fixture: how long it trains and how it misbehaves.</summary>
internal static class Behaviour
{
    public const string Hyperparameters = """
        epochs: 2
        steps: 3
        step_milliseconds: 1
        behaviour: well  # | throw | null | blank-best | absent-best | exit | segv | abort | memory | library | deaf | write-into-data | swallow
        export: well  # | throw | absent | check
        optimizer:
          lr: 0.01  # (0, 1]
          name: sgd  # | adam
        """;
}
