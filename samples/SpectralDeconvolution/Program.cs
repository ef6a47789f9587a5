using BayesMeasure.CommandLine.Peaks;

return await new DeconvolutionCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
