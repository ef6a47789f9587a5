using GpuBatch;

return await new BatchCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
