ForwardModel fast = ForwardModel.Of<DampedOscillation>();
ForwardModel easy = ForwardModel.Function(
    (double x, double height, double rate, double frequency) => height * Math.Exp(-rate * x) * Math.Cos(frequency * x));

double[] x = [.. Enumerable.Range(0, 100).Select(i => 0.1 * i)];
var random = new RandomStream(seed: 1, chain: 0, replica: 0);
double[] y = [.. easy.Evaluate(x, [2, 0.3, 3]).Select(value => value + 0.1 * random.NextNormal())];
var data = new Measurement(x, y);

var prior = new Prior { ["height"] = Uniform(0, 5), ["rate"] = LogUniform(0.01, 2), ["frequency"] = Uniform(1, 5) };

Print("struct", fast);
Print("lambda", easy);

void Print(string door, ForwardModel model)
{
    var posterior = new Posterior(data, model, GaussianNoise.Known(0.1), prior);
    Result result = new ReplicaExchange(new() { Seed = 7, Chains = 2, BurnInSweeps = 1000, Sweeps = 2000 }).Run(posterior);
    foreach (QuantitySummary summary in result.Summary.Parameters)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"{door}, {summary.Name}, {summary.Mean}, {summary.StandardDeviation}"));
    }

    Console.WriteLine(FormattableString.Invariant(
        $"{door}, log Z, {result.FreeEnergy.LogEvidence}, {result.FreeEnergy.StandardError}"));
}
