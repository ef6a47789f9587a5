#:package BayesMeasure.Plotting@*-*
// A model of one's own, by a lambda: a damped oscillation, whose frequency is what is asked. dotnet run own-model.cs
ForwardModel ringing = ForwardModel.Function(
    (double x, double height, double damping, double frequency) =>
        height * Math.Exp(-damping * x) * Math.Cos(2 * Math.PI * frequency * x));

double[] x = [.. Enumerable.Range(0, 200).Select(i => 0.05 * i)];
var random = new RandomStream(seed: 2, chain: 0, replica: 0);
var data = new Measurement(x, ringing.Evaluate(x, [2, 0.3, 0.8]).Select(value => value + 0.2 * random.NextNormal()))
{
    Name = "ringing",
    XName = "time",
    XUnit = "s",
};
var prior = new Prior
{
    ["height"] = Prior.Uniform(0, 5),
    ["damping"] = Prior.LogUniform(0.01, 2),
    ["frequency"] = Prior.Uniform(0.1, 3),
    ["noise"] = Prior.LogUniform(0.01, 2),
};
Result result = new ReplicaExchange(new() { Seed = 7 }).Run(new Posterior(data, ringing, GaussianNoise.Unknown, prior));

Console.WriteLine(result.Summary);
result.Plot().SavePng("own-model.png");
