using JoinMeasurements;

return await new IntegrationCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
