using BayesMeasure.CommandLine.Decays;

return await new RelaxationCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
