namespace TrainApp.Generators.Tests;

/// <summary>Files of the size that a real app has.</summary>
internal static class TutorialFiles
{
    public const string Hyperparameters = """
        epoches: 50
        batch_size: 16  # >= 1
        eval_spatial_size: [640, 640]  # height, width
        seed: null  # long?
        warmup_epochs: []  # float[]
        run_name: "first"

        # How the weights change.
        optimizer:
          type: AdamW  # SGD | AdamW
          lr: 0.0001  # (0, 1]
          betas: [0.9, 0.999]
          steps: 3000000000

        lr_scheduler:
          type: MultiStepLR  # CosineAnnealingLR | OneCycleLR | null
          milestones: [35, 45]  # epochs
          gamma: 1  # float

        use_ema: True
        ema:
          layers:
            names: [a, b]
            flags: [true, false]
            ids: [1, 3000000000]
            depth: null  # int?
            rate: null  # float?
            on: null  # bool?
            note: null  # string?
            sizes: null  # int[]?
        """;

    public const string Models = """
        [
            {
                "Model": "RT-DETRv2-S",
                "dataset": "COCO",
                "AP_val": 48.1,
                "Params(M)": 20,
                "FPS(T4)": 217,
                "new": true,
                "Name": "small",
                "meta": {
                    "task_type": "object detection",
                    "model_name": "RT-DETRv2-S",
                    "arch_type": "rtdetr",
                    "model_files": { "checkpoint": "https://example.org/s.pth", "config": "s.yml", "labels": "l.txt" }
                }
            },
            {
                "Model": "RT-DETRv2-M",
                "dataset": "COCO",
                "AP_val": 50,
                "Params(M)": 31,
                "FPS(T4)": null,
                "new": false,
                "meta": {
                    "task_type": "object detection",
                    "model_name": "RT-DETRv2-M",
                    "model_files": { "checkpoint": null, "config": "m.yml" }
                }
            }
        ]
        """;

    public const string Options = """
        device_selector: false
        model_benchmark: true
        export_onnx_supported: true
        train_logger: tensorboard
        show_logs_in_gui: true
        auto_convert_classes: true
        demo: demo/folder
        """;
}
