using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Problems.Spectra;

/// <summary>
/// Spectra that somebody measured, of the data that may not be shipped, under <see cref="WeakPriors"/>.
/// </summary>
public static class MeasuredSpectra
{
    /// <summary>
    /// The Raman spectrum of methanol: Lorentzian lines on a linear background, the level of the noise unknown.
    /// </summary>
    public static Posterior Methanol(int lines)
    {
        WeakPriors priors = new(ReadMethanol());
        return priors.OnSlope(ForwardModel.Of<LorentzianPeak>(), priors.Line, lines);
    }

    /// <summary>The same on a smooth background.</summary>
    public static Posterior MethanolOnSmooth(int lines)
    {
        WeakPriors priors = new(ReadMethanol());
        return priors.OnSmooth(ForwardModel.Of<LorentzianPeak>(), priors.Line, lines);
    }

    /// <summary>The same with pseudo-Voigt lines.</summary>
    public static Posterior MethanolPseudoVoigt(int lines)
    {
        WeakPriors priors = new(ReadMethanol());
        return priors.OnSlope(ForwardModel.Of<PseudoVoigtPeak>(), priors.PseudoVoigtLine, lines);
    }

    /// <summary>The Fe 2p lines of FeO by X-ray photoelectrons: pseudo-Voigt lines on a Shirley background.</summary>
    public static Posterior IronOxide(int lines)
    {
        Measurement data = Read("xps_feo_fe2p", "feo_fe2p.csv", 1, 2);
        WeakPriors priors = new(data);
        return new(
            data,
            ForwardModel.Of<PseudoVoigtPeak>().Repeat(lines) + ForwardModel.Curve(new ShirleyBackground(data.X, data.Y)),
            GaussianNoise.Unknown,
            priors.PseudoVoigtLine.Repeat(lines) + priors.Step + priors.Noise);
    }

    /// <summary>Gamma lines of kelp: counts of some channels, Gaussian lines on a slope.</summary>
    public static Posterior Kelp(int firstChannel, int channels, int lines)
    {
        WeakPriors priors = new(ReadKelp(firstChannel, channels));
        return priors.Counted(ForwardModel.Of<GaussianPeak>(), priors.Line, lines);
    }

    /// <summary>The same, but that a part of the charge may have come late or not at all: the lines have tails.</summary>
    public static Posterior KelpWithTails(int firstChannel, int channels, int lines)
    {
        WeakPriors priors = new(ReadKelp(firstChannel, channels));
        return priors.Counted(ForwardModel.Of<ExponentiallyModifiedGaussianPeak>(), priors.TailedLine, lines);
    }

    /// <summary>
    /// Powder of SiC and Zn by copper's K-alpha, counts from 34 to 46 degrees, all or one in some: pseudo-Voigt lines on a slope.
    /// </summary>
    public static Posterior SiliconCarbideAndZinc(int lines, int every = 1)
    {
        Measurement all = Read("xrd_sic_zn", "sic_zn.csv", 0, 1);
        double step = all.X[1] - all.X[0];
        WeakPriors priors = new(Part(all, angle =>
            angle is >= 34 and <= 46 && (int)Math.Round((angle - all.X[0]) / step) % every == 0));
        return priors.Counted(ForwardModel.Of<PseudoVoigtPeak>(), priors.PseudoVoigtLine, lines);
    }

    private static Measurement ReadKelp(int firstChannel, int channels) => Part(
        Read("gamma_kelp_hpge", "spectrum.csv", 0, 1), channel => channel >= firstChannel && channel < firstChannel + channels);

    private static Measurement ReadMethanol() => Read("raman_methanol", "methanol.csv", 0, 1);

    private static Measurement Part(Measurement all, Func<double, bool> isInside)
    {
        (double X, double Y)[] points = [.. all.X.Zip(all.Y).Where(point => isInside(point.First))];
        return new(points.Select(point => point.X), points.Select(point => point.Y))
        {
            Name = FormattableString.Invariant($"{all.Name}, {points[0].X} to {points[^1].X}"),
        };
    }

    private static Measurement Read(string folder, string file, int x, int y)
    {
        double[][] rows = [.. File.ReadLines(Path.Combine(SharedData.Folder!, "spectra", folder, file))
            .Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .OrderBy(row => row[x])];
        return new(rows.Select(row => row[x]), rows.Select(row => row[y])) { Name = folder };
    }
}
