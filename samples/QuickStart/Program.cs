// A spectrum with an unknown number of peaks and an unknown noise level. The file is generated: its first line tells the truth.
Directory.SetCurrentDirectory(AppContext.BaseDirectory);

// <quick-start>
Measurement data = Measurement.ReadCsv("spectrum.csv");

var peak = new Prior
{
    ["amplitude"] = Prior.Gamma(5, 5),
    ["width"] = Prior.LogUniform(0.05, 0.5),
    ["center"] = Prior.Uniform(0.9, 2.1),
};
var noise = new Prior { ["noise"] = Prior.LogUniform(0.001, 1) };

ModelFamily family = ModelFamily.Of<GaussianPeak>(1, 4, peak, GaussianNoise.Unknown, common: noise);
ModelComparison comparison = family.Compare(data, new() { Seed = 7 });

Console.WriteLine(comparison);
Console.WriteLine(comparison.Best.Result.Summary);
// </quick-start>

// <single-fit>
Posterior posterior = new(data, ForwardModel.Of<GaussianPeak>().Repeat(2), GaussianNoise.Unknown, peak.Repeat(2) + noise);
Result fit = new ReplicaExchange(new() { Seed = 7 }).Run(posterior);

double[] centers = fit["center[2]"];                                // the draws of all chains
fit.Plot().SavePng("fit.png");                                      // data, curve, components, band and residuals
// </single-fit>
