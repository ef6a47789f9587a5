using BayesMeasure.GpuBenchmark;

return await new BenchmarkCommand().RunAsync(args);
