using CustomInference;

// Is it a constant or a slope? The same comparison, asked of an inference of one's own and of replica exchange.
double[] x = [-2, -1, 0, 1, 2];
Measurement line = new(x, [-1.7, -0.4, 0.9, 1.6, 3.1]);
ModelFamily family = new(
    new Candidate("constant", null, ForwardModel.Function((double x, double offset) => offset), GaussianNoise.Known(0.5),
        new Prior { ["offset"] = Prior.Uniform(-5, 5) }),
    new Candidate("slope", null, ForwardModel.Function((double x, double slope) => slope * x), GaussianNoise.Known(0.5),
        new Prior { ["slope"] = Prior.Uniform(-5, 5) }));

// <ask>
ModelComparison byGrid = family.Compare(line, new GridQuadrature(Points: 2000));
ModelComparison sampled = family.Compare(line, new ReplicaExchangeOptions { Seed = 7, Sweeps = 2000 });
// </ask>

Console.WriteLine(byGrid);
Console.WriteLine(sampled);
Console.WriteLine(FreeEnergyCertificate.Of(byGrid.Best.Result));
return byGrid.Selected?.Name == sampled.Selected?.Name ? 0 : 1;
