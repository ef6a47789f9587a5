using System.Buffers.Binary;
using System.Security.Cryptography;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>
/// Checkpoints whose checksum is right and whose contents are not: what cannot be is refused before memory is taken for it, and
/// nothing else happens than a run. What is allocated is known of the whole process alone, so nothing runs beside them.
/// </summary>
[Collection(nameof(HostileTests))]
[CollectionDefinition(nameof(HostileTests), DisableParallelization = true)]
public sealed class HostileTests : IDisposable
{
    private const int HeaderLength = 20;

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 1,
        Rungs = 3,
        BurnInSweeps = 20,
        Sweeps = 30,
        Threads = 1,
        Modes = null,
    };

    private static readonly long[] Numbers =
    [
        -1, 0, 1, 2_000_000_000, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 65_535, 1_000_000,
        BitConverter.DoubleToInt64Bits(double.NaN), BitConverter.DoubleToInt64Bits(double.PositiveInfinity),
        BitConverter.DoubleToInt64Bits(-1e300), BitConverter.DoubleToInt64Bits(1e300),
    ];

    private readonly CheckpointFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(10)]
    [InlineData(35)]
    [InlineData(50)]
    public void Hostile_numbers_are_refused_or_do_no_harm(int sweep) => Fuzz(sweep, times: 60, seed: sweep);

    [Theory]
    [InlineData(10)]
    [InlineData(35)]
    [InlineData(50)]
    [Trait("suite", "proofs")]
    public void Hostile_numbers_everywhere_are_refused_or_do_no_harm(int sweep) => Fuzz(sweep, times: 400, seed: 100 + sweep);

    private void Fuzz(int sweep, int times, int seed)
    {
        byte[] good = CheckpointAt(sweep);
        var random = new Random(seed);
        int refused = 0;

        // Counts, lengths, positions: what reads as a small whole number.
        int[] counts = [.. Enumerable.Range(HeaderLength, good.Length - 32 - 8 - HeaderLength).Where(at =>
            BinaryPrimitives.ReadInt64LittleEndian(good.AsSpan(at)) is > 0 and < 100_000
            || (at < HeaderLength + 3000 && BinaryPrimitives.ReadInt32LittleEndian(good.AsSpan(at)) is > 0 and < 100_000))];
        for (int trial = 0; trial < times; trial++)
        {
            byte[] bad = [.. good];
            int width = random.Next(2) == 0 ? 8 : 4;
            int at = trial % 4 == 0 ? random.Next(HeaderLength, good.Length - 32 - width) : counts[random.Next(counts.Length)];
            long number = Numbers[random.Next(Numbers.Length)];
            if (width == 8)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bad.AsSpan(at), number);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(bad.AsSpan(at), (int)number);
            }

            SHA256.HashData(bad.AsSpan(HeaderLength..^32)).CopyTo(bad.AsSpan(good.Length - 32));
            File.WriteAllBytes(folder.File, bad);
            string told = $"byte {at - HeaderLength} of {good.Length - 52}, {width} bytes, {number}";
            long before = GC.GetTotalAllocatedBytes();
            Exception? outcome = Record.Exception(() =>
            {
                ReplicaExchangeOptions options = Options with { Checkpoint = folder.Always };
                var run = Task.Run(() => new ReplicaExchange(options).Run(PeakProblem.Create()));
                Assert.True(run.Wait(TimeSpan.FromSeconds(60)), $"{told}: hangs.");
            });
            Exception? error = outcome is AggregateException all ? all.InnerException : outcome;
            refused += error is CheckpointException ? 1 : 0;
            Assert.True(error is null or CheckpointException or InferenceException, $"{told}: {error}");
            long taken = GC.GetTotalAllocatedBytes() - before;
            Assert.True(taken < 400_000_000, $"{told}: took {taken >> 20} MB.");
        }

        Assert.True(refused > times / 10, $"{refused} of {times} were refused.");
    }

    private byte[] CheckpointAt(int sweep)
    {
        using var source = new CancellationTokenSource();
        var cancel = new Reporter(state =>
        {
            if (state.Step >= sweep)
            {
                source.Cancel();
            }
        });
        try
        {
            _ = new ReplicaExchange(Options with { Checkpoint = folder.Always }).Run(PeakProblem.Create(), cancel, source.Token);
        }
        catch (OperationCanceledException)
        {
            // In burn-in there is nothing to give back, but a checkpoint.
        }

        return File.ReadAllBytes(folder.File);
    }
}
