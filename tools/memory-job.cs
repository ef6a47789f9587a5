#:property PublishAot=false
#:property TreatWarningsAsErrors=false
#:project ../src/BayesMeasure/BayesMeasure.csproj
// One run of the library of a given size, for tools/memory.sh: memory-job SWEEPS RUNGS CHAINS POINTS, where 0 rungs are those that
// the run finds by itself. It prints a row of a table: the size, what was kept, the most memory the process had, and the seconds of
// the processor; or why the run was refused.
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

int[] size = [.. args.Select(int.Parse)];
int points = size[3];
double[] x = [.. Enumerable.Range(0, points).Select(i => -2 + 4.0 * i / points)];
var data = new Measurement(x, x.Select((value, i) => 1.2 * Math.Exp(-5 * value * value) + 0.05 * Math.Cos(7 * i)));
Posterior posterior = new(data, ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.Unknown, new Prior
{
    ["amplitude"] = Prior.Uniform(0, 4),
    ["precision"] = Prior.LogUniform(0.2, 20),
    ["center"] = Prior.Uniform(-1, 1),
    ["noise"] = Prior.LogUniform(0.01, 1),
});
ReplicaExchangeOptions options = new()
{
    Sweeps = size[0],
    BurnInSweeps = Math.Min(400, size[0]),
    Rungs = size[1] == 0 ? null : size[1],
    Chains = size[2],
};
string end;
try
{
    Result result = new ReplicaExchange(options).Run(posterior);
    LadderRun run = LadderRun.Of(result);
    end = $"{result.FreeEnergy}; {result.Draws.Count} draws, one kept of {run.SweepsPerDraw}";
}
catch (NotSupportedException refusal)
{
    end = refusal.Message;
}

Console.WriteLine(FormattableString.Invariant(
    $"| {size[0]:N0} | {(size[1] == 0 ? "its own" : size[1]):N0} | {size[2]:N0} | {points:N0} | {end} | {MostMemory()} | {Seconds():F0} |"));

// What the machine says of the process; elsewhere than on Linux, what .NET does.
static string MostMemory() => OperatingSystem.IsLinux()
    ? $"{long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:"))[6..^3]) / 1024} MB"
    : $"{System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB";

static double Seconds() => Environment.CpuUsage.TotalTime.TotalSeconds;
