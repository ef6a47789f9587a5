using SpectralDeconvolution;

return await new DeconvolutionCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
