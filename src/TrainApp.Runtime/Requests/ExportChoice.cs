using TrainApp.Hosting;

namespace TrainApp.Requests;

/// <summary>The exports that a request means.</summary>
internal static class ExportChoice
{
    public static IReadOnlyList<string> Check(AppDescription app, IReadOnlyList<string>? exports, RequestProblems problems)
    {
        // An app that offers ONNX makes it unless it is told not to; TensorRT needs a GPU's tools, so it is made on request.
        if (exports is null) return app.ExportOnnx is not null && app.Options.ExportOnnxSupported ? ["onnx"] : [];
        if (exports is ["none"]) return [];
        foreach (var export in exports)
        {
            var (known, offered) = export switch
            {
                "onnx" => (true, app.ExportOnnx is not null),
                "tensorrt" => (true, app.ExportTensorRt is not null),
                _ => (false, false),
            };
            if (!known) problems.Error("TRAIN614", $"'{export}' is not an export: expected onnx, tensorrt or none.");
            else if (!offered) problems.Error("TRAIN615", $"The app has no method for the export '{export}'.");
        }

        return [.. exports.Distinct(StringComparer.Ordinal)];
    }
}
