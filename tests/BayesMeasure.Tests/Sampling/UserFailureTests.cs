using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Code of a user that fails, wherever and whenever: the run ends as documented, and what was sampled is kept.</summary>
public class UserFailureTests
{
    private const int MostParts = 9;

    public static TheoryData<FusedPart> Parts => [.. Enum.GetValues<FusedPart>()];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_failure_at_any_moment_is_told_and_loses_nothing(FusedPart part) => FailAtRandom(part, times: 8, seed: 1);

    [Theory]
    [MemberData(nameof(Parts))]
    [Trait("suite", "proofs")]
    public void Five_hundred_failures_are_told_and_lose_nothing(FusedPart part) =>
        FailAtRandom(part, 500 / MostParts + 1, seed: 2);

    private static void FailAtRandom(FusedPart part, int times, int seed)
    {
        var whole = new Fuse(long.MaxValue);
        _ = Run(part, whole, threads: 1, out _);
        Assert.True(whole.Calls > 0 || part == FusedPart.Fault);
        var random = new Random(seed);
        for (int trial = 0; trial < times; trial++)
        {
            // The first calls are those of a question that is put together: a failure there is that of another moment.
            long moment = trial == 0 ? whole.Calls - 1 : random.NextInt64(whole.Calls / 20, Math.Max(2, whole.Calls));
            var fuse = new Fuse(moment, isMute: trial % 3 == 1);
            string told = $"{part}, call {moment} of {whole.Calls}";
            InferenceException? error = Run(part, fuse, 1 + trial % 3, out int recorded);
            if (error is null)
            {
                // Checks behind the last sweep are gone without, and what was not called did not fail.
                Assert.True(recorded == 60, told);
                continue;
            }

            Assert.True(error.InnerException is Fuse.BlownException or InvalidOperationException, $"{told}: {error}");
            int? kept = error.Partial?.Draws.Count;
            Assert.True(recorded < 2 || kept >= recorded, $"{told}: {kept} of {recorded}");
            if (part is FusedPart.Likelihood or FusedPart.Model or FusedPart.Link or FusedPart.Explorer)
            {
                Assert.Matches(@"(alpha|amplitude) = -?\d", error.Message);
            }
        }
    }

    /// <summary>How a run ended, and how many sweeps it had told to be recorded.</summary>
    private static InferenceException? Run(FusedPart part, Fuse fuse, int threads, out int recorded)
    {
        int sweeps = 0;
        var progress = new Reporter(state =>
        {
            sweeps = Math.Max(0, (int)state.Step - 60);
            if (part == FusedPart.Progress)
            {
                fuse.Burn();
            }
        });
        try
        {
            ITarget target = FusedProblem.Create(part, fuse);
            _ = new ReplicaExchange(FusedProblem.Options(part, fuse, threads)).Run(target, progress);
            return null;
        }
        catch (InferenceException error)
        {
            return error;
        }
        finally
        {
            recorded = sweeps;
        }
    }
}
