using OffsetSelection;

return await new SelectionCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
