using System.Security.Cryptography;
using BayesMeasure.Comparison;
using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Persistence;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Persistence;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Structures;
using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>
/// What the library wrote itself, changed since: results, answers of searches for phases, and checkpoints that are well signed.
/// </summary>
internal static class SavedTargets
{
    private const int Points = 30;
    private const int HeaderLength = 20;
    private const int SumLength = 32;

    private static readonly string Folder = Directory.CreateTempSubdirectory("fuzz-saved-").FullName;

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 1,
        Rungs = 3,
        BurnInSweeps = 20,
        Sweeps = 30,
        Threads = 1,
        Modes = null,
    };

    private static readonly ModelFamily Family = ModelFamily.Of<GaussianPeak>(
        1,
        2,
        new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["width"] = Prior.LogUniform(0.05, 0.5),
            ["center"] = Prior.Uniform(0.9, 2.1),
        },
        GaussianNoise.Known(0.1));

    private static readonly Lazy<PhaseSearchResult> Zincite = new(FoundInZincite);

    private static readonly Measurement Data = new(
        Enumerable.Range(0, Points).Select(i => 0.1 * i),
        Enumerable.Range(0, Points).Select(i => Math.Exp(-Math.Pow(0.1 * i - 1.5, 2) / 0.02) + 0.05 * (i % 3 - 1)));

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All => [Results, Phases, Checkpoints];

    private static FuzzTarget Results
    {
        get
        {
            string path = Path.Combine(Folder, "result.json");
            byte[][] originals = [Saved(withDraws: false), Saved(withDraws: true)];
            return new("result.json", random => new Mutation(random).Of(originals), input =>
            {
                File.WriteAllBytes(path, input);
                string? ofResult = Said(() => Result.Load(path).ToString());
                string? ofComparison = Said(() => ModelComparison.Load(path).ToString());
                return ofResult is null ? null : ofComparison;
            })
            {
                Cost = 4,
            };
        }
    }

    private static FuzzTarget Phases
    {
        get
        {
            string path = Path.Combine(Folder, "phases.json");
            byte[][] originals = [FoundPhases(withCurves: false), FoundPhases(withCurves: true), FoundInSeries()];
            return new("answers of searches for phases", random => new Mutation(random).Of(originals), input =>
            {
                File.WriteAllBytes(path, input);
                string? ofPattern = Said(() => PhaseSearchResult.Load(path).ToString());
                string? ofSeries = Said(() => PhaseSearchResult.LoadSeries(path));
                return ofPattern is null ? null : ofSeries;
            })
            {
                Cost = 4,
            };
        }
    }

    private static FuzzTarget Checkpoints
    {
        get
        {
            byte[] original = AtTheEndOfBurnIn();
            string path = Path.Combine(Folder, "changed.checkpoint");
            return new("checkpoints", random => Signed(new Mutation(random).Of([original]), random.Next(8) > 0), input =>
            {
                File.WriteAllBytes(path, input);
                var run = new ReplicaExchange(Options with { Checkpoint = new(path) });
                return Said(() => run.Run(Family.Candidates[0].Given(Data)));
            })
            {
                Cost = 40,
                MostBytes = _ => 400_000_000,
            };
        }
    }

    private static string? Said(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception refusal) when (refusal is InvalidDataException or CheckpointException or InferenceException)
        {
            return refusal.Message;
        }
    }

    private static byte[] Saved(bool withDraws)
    {
        string path = Path.Combine(Folder, "saved.json");
        Family.Compare(Data, Options).Save(path, withDraws);
        return File.ReadAllBytes(path);
    }

    private static byte[] FoundPhases(bool withCurves)
    {
        string path = Path.Combine(Folder, "found.json");
        Zincite.Value.Save(path, withCurves);
        return File.ReadAllBytes(path);
    }

    private static byte[] FoundInSeries()
    {
        string path = Path.Combine(Folder, "series.json");
        (double At, PhaseSearchResult Result)[] series = [(25, Zincite.Value), (100, Zincite.Value)];
        series.SaveSeries(path, "temperature (°C)", withCurves: false);
        return File.ReadAllBytes(path);
    }

    private static PhaseSearchResult FoundInZincite()
    {
        PowderLines[] candidates = [.. ReferenceStructures.Names.Select(name => PowderLines.Of(
            CifFile.Parse(name, ReferenceStructures.Cif(name)).Single(), Radiation.CopperKAlpha.Wavelength))];
        double[] angles = [.. Enumerable.Range(0, 200).Select(i => 28 + 0.1 * i)];
        double[] values = new double[angles.Length];
        new PhasePattern(candidates.Single(lines => lines.Name == "ZnO"), Radiation.CopperKAlpha, angles)
            .Evaluate(new(0.2), new(), values);
        double scale = 1000 / values.Max();
        IEnumerable<double> counts = values.Select((value, i) => Math.Round(50 + scale * value + 7 * (i * 7 % 5 - 2)));
        return PhaseSearch.Of(MeasuredPattern.Of(new(angles, counts), Radiation.CopperKAlpha), candidates);
    }

    private static byte[] AtTheEndOfBurnIn()
    {
        string path = Path.Combine(Folder, "good.checkpoint");
        using var source = new CancellationTokenSource();
        var progress = new Stopping(source, Options.BurnInSweeps!.Value + 5);
        ReplicaExchangeOptions always = Options with { Checkpoint = new(path) { Interval = TimeSpan.Zero } };
        _ = new ReplicaExchange(always).Run(Family.Candidates[0].Given(Data), progress, source.Token);
        return File.ReadAllBytes(path);
    }

    /// <summary>The same with the sum of what is in it now.</summary>
    private static byte[] Signed(byte[] changed, bool isSigned)
    {
        if (isSigned && changed.Length > HeaderLength + SumLength)
        {
            SHA256.HashData(changed.AsSpan(HeaderLength..^SumLength)).CopyTo(changed.AsSpan(changed.Length - SumLength));
        }

        return changed;
    }

    private sealed class Stopping(CancellationTokenSource source, int step) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value)
        {
            if (value.Step >= step)
            {
                source.Cancel();
            }
        }
    }
}
