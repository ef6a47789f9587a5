using CustomExplorer;

// A target that is a bare log likelihood, and an explorer of one's own. The likelihood 1/|x|, down to |x| = 1e-8, has no scale: a
// step of any one length is too long nearly everywhere, or too short. The evidence is known: log Z = ln(1 + ln 1e8) = 2.9663.

// <bare-target>
var target = new LogLikelihoodTarget(
    new Prior { ["x"] = Prior.Uniform(-1, 1) },
    values => -Math.Log(Math.Max(Math.Abs(values[0]), 1e-8)));
// </bare-target>

// <run>
var options = new ReplicaExchangeOptions
{
    Seed = 7,
    Explorer = Explorer.Sequence(new ScaleFreeWalk(Decades: 9), Explorer.Default),
    Sweeps = 200_000,
    Until = new() { StandardError = 0.03, TimeBudget = TimeSpan.FromMinutes(1) },
    Modes = null, // At 0 the density has no bound, and so no mode.
};
Result result = new ReplicaExchange(options).Run(target);

Console.WriteLine(FreeEnergyCertificate.Of(result));
Console.WriteLine(result.StopReason);
// </run>
Console.WriteLine($"The truth is {Math.Log(1 + Math.Log(1e8)):F4}.");
return Math.Abs(result.FreeEnergy.LogEvidence - Math.Log(1 + Math.Log(1e8))) < 0.1 ? 0 : 1;
