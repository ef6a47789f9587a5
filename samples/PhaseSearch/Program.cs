using PowderPhases;

return await new PhaseSearchCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
