using PlanExposure;

return await new ExposureCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
