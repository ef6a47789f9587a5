using BayesMeasure.Gpu.Accelerators;

namespace BayesMeasure.GpuBenchmark;

/// <summary>What the command line asks for.</summary>
/// <param name="Accelerator">What to compute on.</param>
/// <param name="AllowCpu">Whether to measure where there is no GPU, to try the program out.</param>
/// <param name="Out">The folder for the results.</param>
/// <param name="Spectra">The number of spectra of the batch.</param>
/// <param name="DataSets">The number of random data sets on which GPU and CPU are compared.</param>
/// <param name="Patterns">The number of powder patterns of the batch.</param>
/// <param name="Repeats">How often each time is taken.</param>
internal sealed record BenchmarkSettings(
    AcceleratorKind Accelerator, bool AllowCpu, string Out, int Spectra, int DataSets, int Patterns, int Repeats);
