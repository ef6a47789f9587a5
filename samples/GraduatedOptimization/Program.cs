using GraduatedOptimization;

return await new GraduationCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
