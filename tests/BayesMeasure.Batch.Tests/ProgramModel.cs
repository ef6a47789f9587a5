using System.Diagnostics;
using BayesMeasure.Batch.Tests.Work;
using BayesMeasure.Comparison;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Spectra;

namespace BayesMeasure.Batch.Tests;

/// <summary>
/// The models by which the program of this project measures: "nso3" are one to three peaks, in 8 lanes "nso3-8", and "tiny" is
/// a level.
/// For a "killer" a curve that begins below 0 ends the process; a "slow" one takes a second for a point, a "paced" one rests, so
/// that a batch lasts as long on any machine.
/// </summary>
/// <param name="Family">The models.</param>
/// <param name="Options">How they are sampled.</param>
internal sealed record ProgramModel(ModelFamily Family, BatchOptions Options)
{
    private const int QuickPoints = 1000;
    private const int PointsOfPause = 1000;

    private static readonly BatchOptions Usual = SmallBatch.Options with { ShardSize = null };

    private static int points;

    /// <summary>The models of a name; those of the tests where there is none.</summary>
    public static ProgramModel Named(string? name) => name switch
    {
        "killer" => new(Of(x => x < 0 ? Killed() : 0), Usual),
        "slow" => new(Of(_ => Slow()), Usual),
        "paced" => new(Of(_ => Paced()), Usual),
        "nso3" => new(Nso3.FamilyOf(3), Spectra),
        "nso3-8" => new(Nso3.FamilyOf(3), Spectra with { Sampling = Spectra.Sampling with { Lanes = 8 } }),
        "tiny" => new(TinySource.Family, TinySource.Options),
        _ => new(SmallBatch.Family, Usual),
    };

    /// <summary>Short runs: that tables are equal is asked, not that they are good.</summary>
    private static BatchOptions Spectra { get; } = new()
    {
        Sampling = new()
        {
            Chains = 1,
            Rungs = 8,
            BurnInSweeps = 60,
            Sweeps = 120,
            SearchTo = 1,
            Modes = null,
            Reference = null,
        },
    };

    private static ModelFamily Of(Func<double, double> harm) => new(new Candidate(
        "line",
        1,
        ForwardModel.Function((double x, double slope) => slope * x + harm(x)),
        GaussianNoise.Known(0.5),
        new Prior { ["slope"] = Prior.Uniform(-1, 1) }));

    private static double Killed()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    private static double Paced()
    {
        if (Interlocked.Increment(ref points) % PointsOfPause == 0)
        {
            Thread.Sleep(1);
        }

        return 0;
    }

    /// <summary>Slow from the point on at which plan and worker have described the model.</summary>
    private static double Slow()
    {
        if (Interlocked.Increment(ref points) > QuickPoints)
        {
            Thread.Sleep(1000);
        }

        return 0;
    }
}
