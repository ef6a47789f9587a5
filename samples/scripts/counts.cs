#:package BayesMeasure.Plotting@*-*
// Few counts on a background: is there a peak, and where? dotnet run counts.cs
ForwardModel background = ForwardModel.Of<ConstantBackground>();
double[] x = [.. Enumerable.Range(0, 80).Select(i => 0.05 * i)];
double[] rates = (ForwardModel.Of<GaussianPeak>() + background).Evaluate(x, [6, 0.6, 2.1, 2]);
var random = new Random(3);
var data = new Measurement(x, rates.Select(rate => (double)MathNet.Numerics.Distributions.Poisson.Sample(random, rate)))
{
    Name = "counts",
    YName = "counts",
};

var peak = new Prior
{
    ["amplitude"] = Prior.Uniform(0, 20),
    ["width"] = Prior.LogUniform(0.1, 2),
    ["center"] = Prior.Uniform(0, 4),
};
var level = new Prior { ["offset"] = Prior.Gamma(2, 0.5) };
ModelComparison comparison = ModelFamily.Of<GaussianPeak>(0, 2, peak, PoissonNoise.Counts, background, level)
    .Compare(data, new() { Seed = 7 });

Console.WriteLine(comparison);
comparison.Plot().SavePng("counts.png");
