using Quickstart;
using Quickstart.Data;
using Quickstart.Model;
using Quickstart.Training;

namespace TrainApp.Torch.Tests.QuickstartApp;

/// <summary>A training of the Quickstart's detector without the engine around it.</summary>
internal sealed class Training : IDisposable
{
    private readonly Hyperparameters _settings;
    private readonly Trainer _trainer;
    private readonly DetectionSet _training;

    public Training(Project project, string train, string val, Hyperparameters settings, long seed)
    {
        _settings = settings;
        Config = new NetworkConfig((int)Models.All[0].Width, settings.ImageSize, [.. project.Meta.Classes.Select(item => item.Name)]);
        _training = DetectionSet.Load(project.Datasets[train], Config.Classes, settings.ImageSize);
        Validation = DetectionSet.Load(project.Datasets[val], Config.Classes, settings.ImageSize);
        _trainer = new Trainer(settings, Config, _training, seed, "cpu");
    }

    public NetworkConfig Config { get; }

    public DetectionSet Validation { get; }

    public IReadOnlyList<double> Losses { get; private set; } = [];

    /// <summary>Trains to the end, keeps the best weights as the app does and returns their scores.</summary>
    public DetectionScores Run(string checkpoint)
    {
        double best = -1;
        var losses = new List<double>();
        for (var epoch = 0; epoch < _settings.Epochs; epoch++)
        {
            for (var step = 0; step < _settings.StepsPerEpoch; step++) losses.Add(_trainer.Step());
            var map = Score().Map ?? 0;
            if (map <= best) continue;
            best = map;
            _trainer.Save(checkpoint);
        }

        Losses = losses;
        _trainer.Load(checkpoint);
        return Score();
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _training.Dispose();
        Validation.Dispose();
    }

    private DetectionScores Score() => DetectionEvaluator.Evaluate(Validation.Truth, _trainer.Detect(Validation), Config.Classes.Count);
}
