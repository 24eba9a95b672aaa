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
    case ["prepare"]:
        await PreparationCost.RunAsync(given: null, images: 20_000);
        return 0;
    case ["prepare", "--images", var images]:
        await PreparationCost.RunAsync(given: null, int.Parse(images, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["prepare", "--project", var project]:
        await PreparationCost.RunAsync(project, images: 0);
        return 0;
    default:
        Console.Error.WriteLine("Which benchmark? logger, metrics, overhead, runs, prepare [--project DIR | --images N]");
        return 2;
}
