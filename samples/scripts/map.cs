#:package BayesMeasure.Plotting@*-*
// A map of 4 x 3 spectra: how many peaks has each? dotnet run map.cs
const int Columns = 4;
double[] x = [.. Enumerable.Range(0, 81).Select(i => 0.04 * i)];
ForwardModel shape = ForwardModel.Of<GaussianPeak>();
Measurement[] spectra = [.. Enumerable.Range(0, 12).Select(Simulated)];

var peak = new Prior
{
    ["amplitude"] = Prior.Gamma(5, 5),
    ["width"] = Prior.LogUniform(0.1, 1),
    ["center"] = Prior.Uniform(0, 3.2),
};
ModelFamily family = ModelFamily.Of<GaussianPeak>(0, 2, peak, GaussianNoise.Known(0.1));
ModelComparison[] map =
[
    .. family.CompareAll(spectra, new ReplicaExchangeOptions { Seed = 7, Sweeps = 300, Chains = 2 })
        .OrderBy(run => run.Index)
        .Select(run => run.ComparisonOrThrow()),
];

Console.WriteLine(string.Join(' ', map.Select(pixel => pixel.Best.Components)));
string[] names = [.. family.Candidates.Select(candidate => candidate.Name)];
Figure.OfSelectionMap(
    "Number of peaks",
    names,
    [.. map.Select(pixel => new SelectionMapCell(Array.IndexOf(names, pixel.Best.Name), pixel.IsDecided))],
    Columns).SavePng("map.png");

// The first column is empty, and a second peak grows from left to right.
Measurement Simulated(int pixel)
{
    int column = pixel % Columns;
    var random = new RandomStream((ulong)pixel, chain: 0, replica: 0);
    double[] curve = shape.Repeat(2).Evaluate(x, [column > 0 ? 1 : 0, 0.4, 1.0, 0.4 * Math.Max(0, column - 1), 0.4, 2.2]);
    return new(x, curve.Select(value => value + 0.1 * random.NextNormal())) { Name = $"pixel {pixel}" };
}
