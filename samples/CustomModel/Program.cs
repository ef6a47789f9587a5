using CustomModel;

// <lambda>
ForwardModel decay = ForwardModel.Function((double x, double height, double rate) => height * Math.Exp(-rate * x));
// </lambda>

// Two peaks on a decay, which is written in three ways; the answer is the same.
ForwardModel peaks = ForwardModel.Of<BellPeak>().Repeat(2);
Measurement data = Generated.Curve(decay + peaks, seed: 1);

Ask("lambda", decay);
Ask("curve", ForwardModel.Curve(new DecayFromPointToPoint()));
Result result = Ask("struct", ForwardModel.Of<Decay>());

// <answers>
Console.WriteLine(result.Summary);

double[] draws = result["center[2]"];                                             // of all chains, components in order
Interval place = result.Summary["center[2]"].HighestDensityInterval(0.95);        // or EqualTailedInterval
double correlation = result.Correlations["height", "rate"];
Prediction next = result.Predict([100, 200], level: 0.9, withNoise: true);        // mean and band of a new measurement
// </answers>
Console.WriteLine(FormattableString.Invariant($"95 % of {draws.Length:N0} draws of center[2] lie in {place}."));
Console.WriteLine(FormattableString.Invariant($"The correlation of height and rate is {correlation:F2}."));
Console.WriteLine(FormattableString.Invariant($"At x = {next.X[0]} 90 % lie in {next.Lower[0]:F2} .. {next.Upper[0]:F2}."));

// What is not pointwise: a figure of each goes to the folder that the command line names.
string folder = args.FirstOrDefault() ?? "out";
Directory.CreateDirectory(folder);
Example[] examples = [Examples.Convolution, Examples.DifferentialEquation, Examples.Diagonalisation];
bool[] found = [.. examples.Select(example => example.Run(folder))];
return found.All(right => right) ? 0 : 1;

Result Ask(string door, ForwardModel background)
{
    // <posterior>
    Prior prior = new Prior { ["height"] = Prior.Uniform(0, 200), ["rate"] = Prior.LogUniform(0.001, 0.1) }
        + new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 200),
            ["center"] = Prior.Uniform(0, 250),
            ["width"] = Prior.LogUniform(2, 60),
        }.Repeat(2)
        + new Prior { ["noise"] = Prior.LogUniform(0.1, 20) };

    var posterior = new Posterior(data, background + peaks, GaussianNoise.Unknown, prior);
    Result result = new ReplicaExchange(new() { Seed = 7 }).Run(posterior);
    // </posterior>
    Console.WriteLine($"{door,-8} {result.FreeEnergy}");
    return result;
}
