using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Reflectometry;

/// <summary>
/// Neutrons reflected by a polymer film on silicon, in three liquids, through a forward model and a noise model that a user
/// wrote. The reference is a fit of all three together by another program, which gives 212.71 A without an error, with the
/// roughness fixed to 3 A. Its fringes make the posterior of the thickness multimodal.
/// </summary>
[Trait("suite", "proofs")]
public class PolymerFilmTests(ITestOutputHelper output)
{
    private const double Reference = 212.71;
    private static readonly ProofTable Table = new(
        "Polymer film: thickness in A, reference 212.71", "liquid", "thickness", "sd", "off by/sd", "oxide", "sd", "roughness",
        "sd", "factor");

    private static ReplicaExchangeOptions Options => new() { Chains = 2, BurnInSweeps = 512, Sweeps = ProofScale.Sweeps(256) };

    [SharedDataTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void One_contrast_finds_the_order_of_the_fringes(int contrast)
    {
        JointPart part = Contrast.All[contrast].Read();
        var posterior = new Posterior(part.Measurement, part.Model, part.Noise, Contrast.OfTheFilm + Contrast.All[contrast].Own);
        Result result = new ReplicaExchange(Options).Run(posterior);
        AssertFound(part.Name, result);
        int orders = Enumerable.Range(1, 89).Count(i => Misfit(i) < Misfit(i - 1) && Misfit(i) < Misfit(i + 1));
        output.WriteLine($"{orders} thicknesses from 50 to 500 A fit better than those beside them.");
        Assert.InRange(orders, 2, 50);

        double Misfit(int i)
        {
            double[] values = [.. result.Summary.Parameters.Select(parameter => parameter.MaximumAPosteriori)];
            values[0] = 50 + 5 * i;
            return posterior.Predict(values, part.Measurement.X.AsSpan())
                .Zip(part.Measurement.Y, part.Measurement.Sigma!.Value)
                .Sum(point => Math.Pow((point.First - point.Second) / point.Third, 2));
        }
    }

    [SharedDataFact]
    public void Three_contrasts_share_the_film()
    {
        var joint = new JointPosterior(
            Contrast.All.Aggregate(Contrast.OfTheFilm, (prior, contrast) => prior + contrast.Own.Labelled(contrast.Name)),
            [.. Contrast.All.Select(contrast => contrast.Read())]);
        AssertFound("all three", new ReplicaExchange(Options).Run(joint));
    }

    /// <summary>Whether all draws of all chains have the thickness of the reference, to less than one order of fringes.</summary>
    private void AssertFound(string name, Result result)
    {
        IReadOnlyList<QuantitySummary> found = result.Summary.Parameters;
        QuantitySummary Of(string parameter) => found.Single(item => item.Name == parameter);
        double factor = found
            .Where(item => item.Name.EndsWith("factor", StringComparison.Ordinal)).Average(item => item.Mean);
        double pull = (Of("thickness").Mean - Reference) / Of("thickness").StandardDeviation;
        Table.Add(
            output,
            [
                name, Number("thickness", 2), Error("thickness", 2), ProofTable.Number(pull, 1), Number("oxideThickness", 1),
                Error("oxideThickness", 1), Number("roughness", 1), Error("roughness", 1),
                ProofTable.Number(factor, 2),
            ]);
        output.WriteLine($"{result.Summary}");
        foreach (string warning in result.Warnings)
        {
            output.WriteLine(warning);
        }
        Assert.All(result.Draws.Of(0).SelectMany(chain => chain), thickness => Assert.InRange(thickness, 205, 220));
        Assert.InRange(Math.Abs(pull), 0, 4);

        string Number(string parameter, int decimals) => ProofTable.Number(Of(parameter).Mean, decimals);
        string Error(string parameter, int decimals) => ProofTable.Number(Of(parameter).StandardDeviation, decimals);
    }
}
