using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Moessbauer;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Beamline;

/// <summary>What an iron nucleus feels, as models of different kind: the one that made a spectrum is chosen.</summary>
[Trait("suite", "proofs")]
public class IronSiteTests(ITestOutputHelper output)
{
    private const double Sigma = 0.01;

    private static readonly Prior Site = new()
    {
        ["area"] = Prior.LogUniform(0.01, 10),
        ["fraction"] = Prior.Fixed(1),
        ["width"] = Prior.LogUniform(0.15, 1),
        ["shift"] = Prior.Normal(0, 0.5),
    };

    private static readonly Prior Coupling = new() { ["coupling"] = Prior.Uniform(0, 4), ["asymmetry"] = Prior.Fixed(0) };

    private static readonly Prior Field = new() { ["field"] = Prior.Uniform(5, 60), ["ratio"] = Prior.Fixed(2) };

    private static ModelFamily Family { get; } = new(
        Named<MoessbauerSinglet>("centre shift", Site),
        Named<MoessbauerDoublet>("centre shift, quadrupole", Site + Coupling),
        Named<MoessbauerSextet>("centre shift, magnetic", Site + Field + new Prior { ["quadrupole"] = Prior.Fixed(0) }),
        Named<MoessbauerSextet>("all", Site + Field + new Prior { ["quadrupole"] = Prior.Normal(0, 0.3) }));

    public static TheoryData<int, double[]> Spectra => new()
    {
        { 0, [0.6, 1, 0.3, 0.35, 1] },
        { 1, [0.6, 1, 0.3, 0.35, 0.9, 0, 1] },
        { 2, [0.6, 1, 0.3, 0, 33, 0, 2, 1] },
        { 3, [0.6, 1, 0.3, 0.37, 51.7, -0.1, 2, 1] },
    };

    [Theory]
    [Trait("science", "spectral-deconvolution.md: B3, candidates: centre shift only; + quadrupole; + magnetic; both")]
    [MemberData(nameof(Spectra))]
    public void The_model_that_made_the_spectrum_is_chosen(int candidate, double[] truth)
    {
        Candidate made = Family.Candidates[candidate];
        Measurement data = Simulated.WithNoise(made.Model, Simulated.Grid(-10, 10, 201), truth, Sigma, seed: 3);
        ModelComparison comparison =
            Family.Compare(data, new() { Chains = 2, BurnInSweeps = 2000, Sweeps = ProofScale.Sweeps(3200) });
        output.WriteLine($"{comparison}");
        Assert.Equal(made.Name, comparison.Selected?.Name);
        foreach (QuantitySummary found in comparison.Best.Result.Summary.Parameters)
        {
            double expected = truth[made.Model.ParameterNames.ToList().IndexOf(found.Name)];
            Assert.InRange(Math.Abs(found.Mean - expected), 0, 3.5 * found.StandardDeviation);
        }
    }

    private static Candidate Named<TComponent>(string name, Prior site)
        where TComponent : struct, IComponent => new(
            name,
            null,
            ForwardModel.Of<TComponent>() + ForwardModel.Of<ConstantBackground>(),
            GaussianNoise.Known(Sigma),
            site + new Prior { ["offset"] = Prior.Normal(1, 0.1) });
}
