using BayesMeasure.Comparison;
using BayesMeasure.Criticism;
using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Smooth;
using BayesMeasure.Sampling;
using MathNet.Numerics.Integration;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Spectra;

/// <summary>Peaks on drifting backgrounds: how many are found that are not there, and how many of those that are.</summary>
[Trait("suite", "proofs")]
public class SmoothBackgroundTests(ITestOutputHelper output)
{
    private static readonly ReplicaExchangeOptions Options =
        new() { Seed = 1, Chains = 2, Rungs = 12, BurnInSweeps = 512, Sweeps = 512 };

    private static readonly ProofTable Evidence = new(
        "ln Z of a smooth background alone, against quadrature over bend and noise",
        "truth", "ln Z", "+-", "pull", "twin without determinant");

    private static readonly ProofTable Carried = new(
        "A weak peak on a smooth background, relocated on the ladder, against quadrature",
        "noise", "truth", "ln Z", "+-", "pull", "p(left half)", "found");

    private static readonly ProofTable Methanol = new(
        "Raman lines of methanol, Lorentzian: what is left of the residuals",
        "background", "K", "ln Z", "+-", "noise", "of neighbours", "correlation", "p", "region p", "largest z", "CPU-s");

    private static readonly ProofTable Drifts = new(
        "Peaks on fluorescence-like backgrounds, short runs: none, and 1 to 3, against one more and one less",
        "background", "spectra", "K right", "wrong", "too many", "undecided", "of these the best is right", "CPU-s a spectrum");

    /// <summary>A background alone has two unknowns, bend and noise, over which dense algebra can be integrated.</summary>
    [Fact]
    public void The_evidence_is_that_of_quadrature()
    {
        var spectrum = new DriftingSpectrum(5, 0);
        var posterior = spectrum.Candidates("smooth").Candidates[0].Given(spectrum.Data);
        Result result = new ReplicaExchange(Options).Run(posterior);
        double truth = LogEvidence(posterior, withDeterminant: true);
        double twin = LogEvidence(posterior, withDeterminant: false);
        double pull = (result.FreeEnergy.LogEvidence - truth) / result.FreeEnergy.StandardError;
        Evidence.Add(
            output, ProofTable.Number(truth, 3), ProofTable.Number(result.FreeEnergy.LogEvidence, 3),
            ProofTable.Number(result.FreeEnergy.StandardError, 3), ProofTable.Number(pull, 2), ProofTable.Number(twin, 1));
        Assert.InRange(pull, -4, 4);
        Assert.True(Math.Abs(twin - truth) > 10);
    }

    /// <summary>With the bend known, a weak peak has three unknowns, and a closed form in one of them.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_peak_is_carried_about_as_often_as_quadrature_says(bool isNoiseUnknown)
    {
        var peak = new WeakPeakOnSmooth(isNoiseUnknown);
        var options = Options with
        {
            Explorer = Explorer.Sequence(new CoordinateWalk(), new ComponentRelocation()),
            Modes = null,
            Reference = null,
            Sweeps = ProofScale.Sweeps(4000),
        };
        Result result = new ReplicaExchange(options).Run(peak.Posterior);
        (double logEvidence, double share) = peak.Quadrature();
        double pull = (result.FreeEnergy.LogEvidence - logEvidence) / result.FreeEnergy.StandardError;
        double found = result["center"].Average(center => center < WeakPeakOnSmooth.Middle ? 1.0 : 0.0);
        Carried.Add(
            output, isNoiseUnknown ? "unknown" : "known", ProofTable.Number(logEvidence, 3),
            ProofTable.Number(result.FreeEnergy.LogEvidence, 3), ProofTable.Number(result.FreeEnergy.StandardError, 3),
            ProofTable.Number(pull, 2), ProofTable.Number(share, 4), ProofTable.Number(found, 4));
        Assert.InRange(pull, -4, 4);
        Assert.Equal(share, found, 0.03);
    }

    [SharedDataTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Residuals_of_methanol_are_told_on_a_line_and_on_a_smooth_background(bool isSmooth)
    {
        for (int lines = 3; lines <= ProofScale.Choose(5, 7); lines++)
        {
            double before = Environment.CpuUsage.TotalTime.TotalSeconds;
            Posterior posterior = isSmooth ? MeasuredSpectra.MethanolOnSmooth(lines) : MeasuredSpectra.Methanol(lines);
            Result result = new ReplicaExchange(Options).Run(posterior);
            CurveCriticism criticism = result.Criticism.Curves[0];
            Methanol.Add(
                output,
                isSmooth ? "smooth" : "line",
                $"{lines}",
                ProofTable.Number(result.FreeEnergy.LogEvidence, 2),
                ProofTable.Number(result.FreeEnergy.StandardError, 2),
                ProofTable.Number(criticism.FittedNoise, 1),
                ProofTable.Number(criticism.NeighbourNoise, 1),
                ProofTable.Number(criticism.Correlations[0], 2),
                $"{criticism.CorrelationProbability:G2}",
                $"{criticism.RegionProbability:G2}",
                ProofTable.Number(criticism.LargestScore, 1),
                ProofTable.Number(Environment.CpuUsage.TotalTime.TotalSeconds - before, 1));
        }
    }

    /// <summary>Polynomials stand beside it in the long form.</summary>
    public static TheoryData<string> Backgrounds => ProofScale.Choose<TheoryData<string>>(["smooth"], ["smooth", "7", "line"]);

    [Theory]
    [MemberData(nameof(Backgrounds))]
    public void Peaks_are_told_from_a_drifting_background(string background)
    {
        int spectra = ProofScale.Inputs(2, 20);
        (int right, int wrong, int many, int undecided, int bestRight) = (0, 0, 0, 0, 0);
        double seconds = 0;
        double before = Environment.CpuUsage.TotalTime.TotalSeconds;
        DriftingSpectrum[] all =
        [
            .. Enumerable.Range(1, spectra).Select(seed => new DriftingSpectrum(seed, 0)),
            .. Enumerable.Range(1, spectra).Select(seed => new DriftingSpectrum(seed, 1 + seed % 3)),
        ];
        foreach (DriftingSpectrum spectrum in all)
        {
            ModelComparison comparison = spectrum.Candidates(background).Compare(spectrum.Data, Options);
            int? selected = comparison.Selected?.Components;
            seconds = Environment.CpuUsage.TotalTime.TotalSeconds - before;
            output.WriteLine($"{background}, {spectrum.Data.Name}, {seconds:F0} s: {comparison.Verdict}");
            right += selected == spectrum.Peaks ? 1 : 0;
            wrong += selected is not null && selected != spectrum.Peaks ? 1 : 0;
            many += selected > spectrum.Peaks ? 1 : 0;
            undecided += selected is null ? 1 : 0;
            bestRight += selected is null && comparison.Best.Components == spectrum.Peaks ? 1 : 0;
        }

        Drifts.Add(
            output, background, $"{all.Length}", $"{right}", $"{wrong}", $"{many}", $"{undecided}", $"{bestRight}",
            ProofTable.Number(seconds / all.Length, 1));
        if (background == "smooth")
        {
            Assert.InRange(many, 0, all.Length / 20);
        }
    }

    /// <summary>Both priors are flat in the logarithm: rules of Gauss and Legendre over them.</summary>
    private static double LogEvidence(Posterior posterior, bool withDeterminant)
    {
        var data = posterior.Measurement;
        var background = new SmoothBackground(data.X, data.Y);
        var dense = new DenseSmooth(background, data);
        double[] none = new double[data.Count];
        Distribution bend = posterior.Parameters.Single(parameter => parameter.Name == "bend").Prior;
        Distribution noise = posterior.Parameters.Single(parameter => parameter.Name == "noise").Prior;
        var bends = new GaussLegendreRule(Math.Log(bend.Minimum), Math.Log(bend.Maximum), 24);

        // Within this range of the noise, which is 1, there is all but e^-30 of the posterior.
        var levels = new GaussLegendreRule(Math.Log(0.7), Math.Log(1.5), 24);
        double width = Math.Log(bend.Maximum / bend.Minimum) * Math.Log(noise.Maximum / noise.Minimum);
        (double Log, double Weight)[] terms =
        [
            .. from i in Enumerable.Range(0, 24)
               from j in Enumerable.Range(0, 24)
               let sigma = Math.Exp(levels.Abscissas[j])
               let deviations = Enumerable.Repeat(sigma, data.Count).ToArray()
               select (
                   dense.LogLikelihood(none, deviations, Math.Exp(bends.Abscissas[i]), withDeterminant),
                   bends.Weights[i] * levels.Weights[j] / width),
        ];
        double largest = terms.Max(term => term.Log);
        return largest + Math.Log(terms.Sum(term => term.Weight * Math.Exp(term.Log - largest)));
    }
}
