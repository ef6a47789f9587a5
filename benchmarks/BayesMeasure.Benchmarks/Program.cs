using BayesMeasure.Benchmarks;
using BayesMeasure.Benchmarks.Evidence;
using BayesMeasure.Benchmarks.Explorers;
using BayesMeasure.Benchmarks.Gallery;
using BayesMeasure.Benchmarks.Trust;
using BenchmarkDotNet.Running;

if (args is ["nso3"])
{
    Nso3Timing.Print();
}
else if (args is ["explorers", .. var arguments])
{
    new ExplorerComparison(arguments).Print();
}
else if (args is ["log-z-figure", var path])
{
    EvidenceFigure.Save(path);
}
else if (args is ["trust-figures", var folder])
{
    TrustFigures.Save(folder);
}
else if (args is ["gallery", var data, var pictures])
{
    GalleryFigures.Save(data, pictures);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
