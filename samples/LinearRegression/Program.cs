using LineThroughOrigin;

return await new LineCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
