#:property PublishAot=false
#:property TreatWarningsAsErrors=false
#:project ../src/BayesMeasure/BayesMeasure.csproj
// A small run of the library for tools/soak.sh to disturb: soak-job CHECKPOINT THREADS ANSWER [LANES]. It prints "resumed" where it
// goes on from a checkpoint, writes every number of the result with all its bits to the file ANSWER, and ends with 0; with 2 where
// the checkpoint is refused, with 74 where it could not be written, and with 130 where it was cancelled by SIGTERM.
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Reports;
using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

double[] x = [.. Enumerable.Range(0, 24).Select(i => -2 + i / 6.0)];
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
    Chains = 2,
    Rungs = 5,
    BurnInSweeps = 600,
    Sweeps = 1500,
    RecordBytes = 1,
    Modes = new() { Restarts = 2 },
    Threads = int.Parse(args[1]),
    Lanes = args.Length > 3 ? int.Parse(args[3]) : null,
    Checkpoint = new(args[0]) { Interval = TimeSpan.Zero },
};
using var source = new CancellationTokenSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    source.Cancel();
});
if (File.Exists(args[0]))
{
    Console.WriteLine("resumed");
}

try
{
    Result result = new ReplicaExchange(options).Run(posterior, null, source.Token);
    if (result.IsPartial)
    {
        return 130;
    }

    IEnumerable<double> numbers = Enumerable.Range(0, 4).SelectMany(i => result.Draws.Of(i).SelectMany(chain => chain))
        .Concat(result.FreeEnergies.SelectMany(estimate => (double[])[estimate.LogEvidence, estimate.StandardError]))
        .Concat(LadderRun.Of(result).Ladder.Rejections);
    byte[] bytes = MemoryMarshal.AsBytes(numbers.ToArray().AsSpan()).ToArray();
    WholeFile.Write(args[2], file => file.Write(System.Text.Encoding.ASCII.GetBytes(
        $"{Convert.ToHexString(SHA256.HashData(bytes))} {bytes.Length} {result.Draws.Count} {result.FreeEnergy}\n")));
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
catch (CheckpointException refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return 2;
}
catch (IOException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 74;
}
