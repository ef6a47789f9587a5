#:package BayesMeasure.Plotting@*-*
// Two measurements of one peak, one clear and one noisy: should they be joined? dotnet run joint.cs
ForwardModel peak = ForwardModel.Of<GaussianPeak>();
double[] x = [.. Enumerable.Range(0, 101).Select(i => 0.03 * i)];
Measurement clear = Simulated(amplitude: 1, sigma: 0.05, seed: 1);
Measurement noisy = Simulated(amplitude: 0.6, sigma: 0.2, seed: 2);

Prior shared = new() { ["width"] = Prior.LogUniform(0.05, 1), ["center"] = Prior.Uniform(0, 3) };
Prior own = new() { ["amplitude"] = Prior.Uniform(0, 3) };
var joint = new JointPosterior(
    shared + own.Labelled("clear", "noisy"),
    new JointPart("clear", clear, peak, GaussianNoise.Known(0.05)),
    new JointPart("noisy", noisy, peak, GaussianNoise.Known(0.2)));
IntegrationComparison comparison = new Integration(joint).Compare(new() { Seed = 7 });

Console.WriteLine(comparison);
comparison.Plot().SavePng("joint.png");

Measurement Simulated(double amplitude, double sigma, ulong seed)
{
    var random = new RandomStream(seed, chain: 0, replica: 0);
    return new(x, peak.Evaluate(x, [amplitude, 0.4, 1.5]).Select(value => value + sigma * random.NextNormal()));
}
