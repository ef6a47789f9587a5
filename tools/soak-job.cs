#:property PublishAot=false
#:property TreatWarningsAsErrors=false
#:project ../src/BayesMeasure/BayesMeasure.csproj
// Three small runs of the library for tools/soak.sh to disturb, side by side: soak-job CHECKPOINT THREADS ANSWER. It writes every
// number of the results with all their bits to the file ANSWER, and ends with 0; with 2 where a checkpoint is refused, with 74
// where the answer could not be written, and with 130 where it was cancelled by SIGTERM.
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
    BurnInSweeps = 400,
    Sweeps = 1100,
    RecordBytes = 1,
    Modes = null,
    Threads = int.Parse(args[1]),
    SideBySide = true,
    Checkpoint = new(args[0]) { Interval = TimeSpan.Zero },
};
using var source = new CancellationTokenSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    source.Cancel();
});
try
{
    Result[] results = [.. new ReplicaExchange(options).RunAll([.. Enumerable.Repeat<ITarget>(posterior, 3)], null, source.Token)
        .OrderBy(run => run.Index).Select(run => run.Result!)];
    if (results.Any(result => result.IsPartial))
    {
        return 130;
    }

    WholeFile.Write(args[2], file => file.Write(System.Text.Encoding.ASCII.GetBytes(string.Concat(results.Select(Told)))));
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

static string Told(Result result)
{
    IEnumerable<double> numbers = Enumerable.Range(0, 4).SelectMany(i => result.Draws.Of(i).SelectMany(chain => chain))
        .Concat(result.FreeEnergies.SelectMany(estimate => (double[])[estimate.LogEvidence, estimate.StandardError]))
        .Concat(LadderRun.Of(result).Ladder.Rejections);
    byte[] bytes = MemoryMarshal.AsBytes(numbers.ToArray().AsSpan()).ToArray();
    return $"{Convert.ToHexString(SHA256.HashData(bytes))} {bytes.Length} {result.Draws.Count} {result.FreeEnergy}\n";
}
