using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Spectra;

/// <summary>Spectra that somebody measured, of the data that may not be shipped, under weak priors that follow the data.</summary>
public static class MeasuredSpectra
{
    /// <summary>The Raman spectrum of methanol: Lorentzian lines on a linear background, the level of the noise unknown.</summary>
    public static Posterior Methanol(int lines)
    {
        Measurement data = Read("raman_methanol", "methanol.csv", 0, 1);
        WeakPriors priors = new(data);
        return new(
            data,
            ForwardModel.Of<LorentzianPeak>().Repeat(lines) + ForwardModel.Of<LinearBackground>(),
            GaussianNoise.Unknown,
            priors.Line.Repeat(lines) + priors.Linear + priors.Noise);
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
            (priors.Line + new Prior { ["mixing"] = Prior.Uniform(0, 1) }).Repeat(lines) + priors.Step + priors.Noise);
    }

    /// <summary>Gamma lines of kelp: counts of some channels, Gaussian lines on a slope.</summary>
    public static Posterior Kelp(int firstChannel, int channels, int lines)
    {
        Measurement all = Read("gamma_kelp_hpge", "spectrum.csv", 0, 1);
        Measurement data = new(all.X.Skip(firstChannel).Take(channels), all.Y.Skip(firstChannel).Take(channels))
        {
            Name = $"kelp, channels from {firstChannel}",
        };
        double most = data.YRange.Maximum;
        return new(
            data,
            ForwardModel.Of<GaussianPeak>().Repeat(lines) + ForwardModel.Of<LinearBackground>(),
            PoissonNoise.Counts,
            new WeakPriors(data).Line.Repeat(lines) + new Prior
            {
                ["offset"] = Prior.LogUniform(0.1, most),
                ["slope"] = Prior.Normal(0, 0.1 * most / channels),
                ["reference"] = Prior.Fixed(data.X[data.Count / 2]),
            });
    }

    private static Measurement Read(string folder, string file, int x, int y)
    {
        double[][] rows = [.. File.ReadLines(Path.Combine(SharedData.Folder!, "spectra", folder, file))
            .Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .OrderBy(row => row[x])];
        return new(rows.Select(row => row[x]), rows.Select(row => row[y])) { Name = folder };
    }

    /// <summary>Priors that say no more than the axes of a figure of the data.</summary>
    private sealed class WeakPriors(Measurement data)
    {
        private readonly double length = data.XRange.Maximum - data.XRange.Minimum;
        private readonly double range = data.YRange.Maximum - data.YRange.Minimum;

        public Prior Line => new()
        {
            ["amplitude"] = Prior.Uniform(0, 3 * range),
            ["width"] = Prior.LogUniform(length / (data.Count - 1), length / 2),
            ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
        };

        public Prior Linear => Offset + new Prior
        {
            ["slope"] = Prior.Uniform(-2 * range / length, 2 * range / length),
            ["reference"] = Prior.Fixed(0.5 * (data.XRange.Minimum + data.XRange.Maximum)),
        };

        public Prior Step => Offset + new Prior { ["step"] = Prior.Uniform(-2 * range, 2 * range) };

        public Prior Noise => new() { ["noise"] = Prior.LogUniform(1e-4 * range, range) };

        private Prior Offset => new()
        {
            ["offset"] = Prior.Uniform(data.YRange.Minimum - range, data.YRange.Maximum + range),
        };
    }
}
