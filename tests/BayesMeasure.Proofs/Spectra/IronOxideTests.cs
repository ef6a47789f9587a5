using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Spectra;

/// <summary>The Fe 2p lines of FeO, measured by X-ray photoelectrons: the background of losses that such spectra have.</summary>
[Trait("suite", "proofs")]
public class IronOxideTests(ITestOutputHelper output)
{
    private const int Lines = 4;
    private const int EveryPoint = 4;
    private const int StaticShirley = 1;
    private const int SplitLines = 3;
    private const double MainLine = 709.05;

    private static readonly ProofTable Table = new(
        "Fe 2p of FeO, four lines of K = 4; CasaXPS on a Tougaard background has 709.05, 716.00, 722.13 and 729.89 eV",
        "lines and background", "unknowns", "chi^2 / dof", "main line", "+-", "width", "+-", "others");

    private static readonly Prior Center = new() { ["center"] = Prior.Uniform(705, 735) };

    private static readonly Prior PseudoVoigt =
        new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 30_000),
            ["width"] = Prior.LogUniform(1, 15),
            ["mixing"] = Prior.Uniform(0, 1),
        } + Center;

    private static readonly Prior Offset = new()
    {
        ["offset"] = Prior.Uniform(0, 20_000),
        ["noise"] = Prior.LogUniform(30, 3000),
    };

    [SharedDataFact]
    [Trait("science", "spectral-deconvolution.md: B3, XPS, pseudo-Voigt peaks on constant and Shirley backgrounds")]
    public void A_background_of_losses_explains_what_a_constant_one_cannot()
    {
        Measurement data = Read();
        IReadOnlyList<(string Name, Posterior Posterior)> questions = Questions(data);
        ReplicaExchangeOptions options = new() { Seed = 1, Chains = 2, Sweeps = ProofScale.Sweeps(300), BurnInSweeps = 400 };
        IReadOnlyList<Result> runs = Runs.OfAll(questions.Select(question => ((ITarget)question.Posterior, options)));
        double[] misfits = [.. runs.Select(Misfit)];
        for (int i = 0; i < runs.Count; i++)
        {
            Add(questions[i].Name, runs[i], misfits[i]);
        }
        Assert.True(misfits[0] > 100);
        Assert.All(misfits[1..], misfit => Assert.True(misfit < misfits[0] / 10));
        Assert.True(misfits[SplitLines] < misfits[StaticShirley] / 2);
        Assert.InRange(misfits[SplitLines], 0.5, 3);

        // The analysts that shipped the data differ by 0.5 eV among themselves in the weak lines, on one kind of background.
        Assert.All(runs.Skip(1), run => Assert.InRange(run.Peaks[0].Position.Mean, MainLine - 1, MainLine + 1));
    }

    private static IReadOnlyList<(string Name, Posterior Posterior)> Questions(Measurement data)
    {
        ForwardModel peaks = ForwardModel.Of<PseudoVoigtPeak>().Repeat(Lines);
        ForwardModel shirley = ForwardModel.Curve(new ShirleyBackground(data.X, data.Y));
        ForwardModel tougaard =
            ForwardModel.Curve(new TougaardBackground(data.X, data.Y, LossCrossSection.Universal, EnergyAxis.Binding));
        ForwardModel constant = ForwardModel.Of<ConstantBackground>();
        Prior step = new() { ["step"] = Prior.Uniform(0, 30_000) };
        Prior loss = new() { ["loss"] = Prior.LogUniform(0.001, 1) };
        Prior asymmetry = new() { ["asymmetry"] = Prior.Uniform(-0.9, 0.9) };
        Posterior Of(ForwardModel model, Prior prior) => new(data, model, GaussianNoise.Unknown, prior + Offset);
        return
        [
            ("pseudo-Voigt, constant", Of(peaks + constant, PseudoVoigt.Repeat(Lines))),
            ("pseudo-Voigt, Shirley", Of(peaks + shirley, PseudoVoigt.Repeat(Lines) + step)),
            (
                "pseudo-Voigt, Shirley that follows",
                Of(
                    ForwardModel.Of<WithShirleyStep<PseudoVoigtPeak>>().Repeat(Lines) + constant,
                    (loss + PseudoVoigt).Repeat(Lines, shared: ["loss"]))),
            (
                "split pseudo-Voigt, Shirley",
                Of(
                    ForwardModel.Of<SplitPeak<PseudoVoigtPeak>>().Repeat(Lines) + shirley,
                    (asymmetry + PseudoVoigt).Repeat(Lines) + step)),
            (
                "pseudo-Voigt, Tougaard",
                Of(peaks + tougaard, PseudoVoigt.Repeat(Lines) + new Prior { ["scale"] = Prior.LogUniform(0.1, 10) })),
        ];
    }

    private void Add(string name, Result run, double misfit)
    {
        PeakReport peaks = run.Peaks;
        Table.Add(
            output,
            name,
            ProofTable.Number(run.Target.Parameters.Count, 0),
            ProofTable.Number(misfit, 2),
            ProofTable.Number(peaks[0].Position.Mean, 2),
            ProofTable.Number(peaks[0].Position.StandardDeviation, 2),
            ProofTable.Number(peaks[0].Width.Mean, 2),
            ProofTable.Number(peaks[0].Width.StandardDeviation, 2),
            string.Join(' ', peaks.Skip(1).Select(peak => ProofTable.Number(peak.Position.Mean, 1))));
    }

    /// <summary>chi^2 of the most probable draw over the degrees of freedom, the variance of a point that of its count.</summary>
    private static double Misfit(Result run)
    {
        Posterior posterior = run.Target.Curves.Single().Posterior;
        Measurement data = posterior.Measurement;
        double[] best = [.. run.Summary.Parameters.Select(parameter => parameter.MaximumAPosteriori)];
        double[] curve = posterior.Predict(best, data.X.AsSpan());
        double sum = curve.Select((value, i) => (data.Y[i] - value) * (data.Y[i] - value) / data.Y[i]).Sum();
        return sum / (data.Count - posterior.Parameters.Count);
    }

    private static Measurement Read()
    {
        var table = SharedTable.Read("spectra", "xps_feo_fe2p", "feo_fe2p.csv");
        (double X, double Y)[] points = [.. table.Numbers("binding_energy_eV").Zip(table.Numbers("counts"))
            .Where((point, i) => i % EveryPoint == 0 && point.First is > 700 and < 745)];
        return new(points.Select(point => point.X), points.Select(point => point.Y)) { Name = "Fe 2p of FeO", XUnit = "eV" };
    }
}
