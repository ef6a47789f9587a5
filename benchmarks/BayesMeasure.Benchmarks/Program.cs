using BayesMeasure.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["nso3"])
    Nso3Timing.Print();
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
