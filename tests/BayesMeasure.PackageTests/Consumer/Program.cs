// What a newcomer does with the packages, beside the quick start: three doors for one model, and a single fit with its figure.
double[] x = [.. Enumerable.Range(0, 100).Select(i => 0.1 * i)];
var random = new RandomStream(seed: 1, chain: 0, replica: 0);
double[] y = [.. decay.Evaluate(x, [2, 0.3]).Select(value => value + 0.1 * random.NextNormal())];
var measured = new Measurement(x, y);

var known = new Prior { ["height"] = Prior.Uniform(0, 5), ["rate"] = Prior.LogUniform(0.01, 2) };

Ask("lambda", decay);
Ask("curve", ForwardModel.Curve(new DecayFromPointToPoint()));
Result fit = Ask("struct", ForwardModel.Of<Decay>());
fit.Plot().SavePng("fit.png");

double[] places = comparison.Best.Result["center[2]"];
Console.WriteLine(FormattableString.Invariant($"{places.Length} draws of center[2] around {places.Average()}"));
Console.WriteLine(fit.Summary);

Result Ask(string door, ForwardModel model)
{
    var posterior = new Posterior(measured, model, GaussianNoise.Known(0.1), known);
    Result result = new ReplicaExchange(new() { Seed = 7, Chains = 2, BurnInSweeps = 500, Sweeps = 1000 }).Run(posterior);
    foreach (QuantitySummary summary in result.Summary.Parameters)
    {
        Print(door, summary.Name, summary.Mean, summary.StandardDeviation);
    }

    Print(door, "log Z", result.FreeEnergy.LogEvidence, result.FreeEnergy.StandardError);
    return result;
}

void Print(string door, string quantity, double value, double error) =>
    Console.WriteLine(FormattableString.Invariant($"reading, {door}, {quantity}, {value}, {error}"));
