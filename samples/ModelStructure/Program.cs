using ModelStructure;

return await new StructureCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
