using SpectralDeconvolution;

return await DeconvolutionCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
