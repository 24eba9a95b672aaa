using TrainApp.Benchmarks;

switch (args)
{
    case ["logger"]:
        await LoggerCost.RunAsync();
        return 0;
    case ["metrics"]:
        MetricsCost.Run();
        return 0;
    case ["overhead"]:
        await StepOverhead.RunAsync();
        return 0;
    case ["runs"]:
        RunListing.Run();
        return 0;
    case ["read", .. var rest]:
        await ReadCost.RunAsync(rest);
        return 0;
    case ["prepare", .. var rest]:
        await PreparationCost.RunAsync(rest);
        return 0;
    case ["convert", .. var rest]:
        ConversionCost.Run(rest);
        return 0;
    case ["cocoeval", var truth, var detections, .. var rest] when rest.Length <= 1:
        return CocoEvaluationCost.Run(truth, detections, rest is [var kind] ? kind : "bbox");
    case ["report", "--project", var project]:
        ReportCost.Run(project);
        return 0;
    case ["page"]:
        await PageCost.RunAsync();
        return 0;
    case ["page-server", var workspace]:
        return await PageCost.ServeAsync(workspace);
    default:
        Console.Error.WriteLine("Which benchmark? logger, metrics, overhead, runs, read, prepare, convert, cocoeval, report, page");
        return 2;
}
