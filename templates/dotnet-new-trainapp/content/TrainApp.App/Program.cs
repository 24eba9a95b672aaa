return await TrainAppHost.RunAsync(args);
