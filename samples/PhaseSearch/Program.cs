using BayesMeasure.CommandLine.Phases;

return await new PhaseSearchCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
