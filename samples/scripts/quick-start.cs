#:package BayesMeasure.Plotting@*-*
// How many peaks has a spectrum? dotnet run quick-start.cs
double[] x = [.. Enumerable.Range(0, 151).Select(i => 0.02 * i)];
double[] truth = ForwardModel.Of<GaussianPeak>().Repeat(2).Evaluate(x, [1, 0.3, 1.1, 0.7, 0.4, 1.6]);
var random = new RandomStream(seed: 1, chain: 0, replica: 0);
var data = new Measurement(x, truth.Select(value => value + 0.05 * random.NextNormal())) { Name = "spectrum", XUnit = "eV" };

var peak = new Prior
{
    ["amplitude"] = Prior.Gamma(5, 5),
    ["width"] = Prior.LogUniform(0.05, 1),
    ["center"] = Prior.Uniform(0, 3),
};
var noise = new Prior { ["noise"] = Prior.LogUniform(0.001, 1) };
ModelComparison comparison = ModelFamily.Of<GaussianPeak>(1, 3, peak, GaussianNoise.Unknown, common: noise)
    .Compare(data, new() { Seed = 7 });

Console.WriteLine(comparison);
comparison.Plot().SavePng("quick-start.png");
comparison.Report().Save("quick-start.html");
