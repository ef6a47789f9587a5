using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Persistence;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Sampling;

/// <summary>A record that never takes more memory than it may: what is kept is what was sampled, evenly and for good.</summary>
public sealed class ThinningTests : IDisposable
{
    private const int Sweeps = 2500;
    private const int Stride = 8;

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 2,
        Rungs = 6,
        BurnInSweeps = 60,
        Sweeps = Sweeps,
        Threads = 1,
        Modes = null,
        RecordBytes = 1,
    };

    private readonly CheckpointFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_kept_has_the_bits_of_a_run_that_keeps_all()
    {
        Result thinned = Run(Options);
        Result whole = Run(Options with { RecordBytes = 1 << 28 });
        Assert.Equal((Stride, 1), (thinned.Report.SweepsPerDraw, whole.Report.SweepsPerDraw));
        Assert.Equal((313, Sweeps), (thinned.Draws.Count, whole.Draws.Count));
        LadderRun few = LadderRun.Of(thinned);
        LadderRun all = LadderRun.Of(whole);
        for (int chain = 0; chain < 2; chain++)
        {
            for (int draw = 0; draw < thinned.Draws.Count; draw++)
            {
                Assert.Equal(whole.Draws[chain, draw * Stride], thinned.Draws[chain, draw]);
                Assert.Equal(whole.Draws.LogPrior(chain, draw * Stride), thinned.Draws.LogPrior(chain, draw));
                Assert.Equal(all.LogLikelihoods[chain, 1][draw * Stride], few.LogLikelihoods[chain, 1][draw]);
                Assert.Equal(all.Ladder.WalkersAt(chain, draw * Stride), few.Ladder.WalkersAt(chain, draw));
            }
        }

        Assert.Equal("All 2,500 sweeps were done.", thinned.StopReason.Text);
        Assert.InRange(few.Ladder.RoundTrips, 0, all.Ladder.RoundTrips);
        Assert.InRange(few.Ladder.RoundTripRate, 0, all.Ladder.RoundTripRate);
    }

    [Fact]
    public void It_is_said_in_text_certificate_and_file()
    {
        Result thinned = Run(Options);
        Assert.Contains("2 chains of 313 draws, one kept of 8", thinned.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "of 313 recorded sweeps, one kept of 8", FreeEnergyCertificate.Of(thinned).ToString(), StringComparison.Ordinal);
        string file = Path.Combine(Path.GetDirectoryName(folder.File)!, "result.json");
        thinned.Save(file);
        Assert.Contains("\"sweeps_per_draw\": 8", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(Stride, Result.Load(file).Report.SweepsPerDraw);
    }

    [Theory]
    [InlineData(700)]
    [InlineData(1100)]
    [InlineData(2400)]
    public void A_run_that_was_interrupted_keeps_the_same(int sweep)
    {
        using var source = new CancellationTokenSource();
        var cancel = new Reporter(state =>
        {
            if (state.Step >= sweep)
            {
                source.Cancel();
            }
        });
        ReplicaExchangeOptions options = Options with { Checkpoint = folder.Always };
        _ = new ReplicaExchange(options).Run(PeakProblem.Create(), cancel, source.Token);
        Result whole = Run(Options);
        Assert.Equal(ResultNumbers.Of(whole), ResultNumbers.Of(Run(options)));
        Assert.Equal(ResultNumbers.Of(whole), ResultNumbers.Of(Run(options)));
    }

    [Fact]
    public void What_was_thinned_is_repeated_bit_for_bit()
    {
        Result thinned = Run(Options);
        Assert.True(ReproducibilityReport.Of(thinned).IsIdentical);
        Assert.True(ReproducibilityReport.Of(thinned, sweeps: 20).IsIdentical);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(512, 1)]
    [InlineData(513, 2)]
    [InlineData(1024, 2)]
    [InlineData(1025, 4)]
    [InlineData(int.MaxValue, 1 << 22)]
    public void Strides_are_the_smallest_that_there_is_room_for(int sweeps, int stride) =>
        Assert.Equal(stride, new Thinning(512).StrideAt(sweeps));

    private static Result Run(ReplicaExchangeOptions options) => new ReplicaExchange(options).Run(PeakProblem.Create());
}
