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
