using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Criticism;

/// <summary>Inputs with the traits of what people reported, in shared/cases, asked with weak priors.</summary>
public static class ReportedCases
{
    /// <summary>Reads x, y and, where a third column is asked for, sigma.</summary>
    /// <param name="path">The file below shared/cases.</param>
    /// <param name="withSigma">Whether sigma is read.</param>
    public static Measurement Read(string path, bool withSigma = false) => Measurement.ReadCsv(
        Path.Combine(SharedData.Folder!, "..", "cases", path), withSigma ? new() { SigmaColumn = 3 } : null);

    /// <summary>Peaks on a constant background.</summary>
    public static ModelFamily Peaks(Measurement data, int fewest, int most) => Peaks<GaussianPeak>(data, fewest, most);

    /// <summary>Peaks of any shape with a width on a constant background.</summary>
    public static ModelFamily Peaks<TPeak>(Measurement data, int fewest, int most, NoiseModel? noise = null)
        where TPeak : struct, IPeak
    {
        double height = data.YRange.Length;
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3 * height),
            ["width"] = Prior.LogUniform(data.MedianSpacing, 0.5 * data.XRange.Length),
            ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
        };
        Prior common = new()
        {
            ["offset"] = Prior.Uniform(data.YRange.Minimum - height, data.YRange.Maximum + height),
        };
        return ModelFamily.Of<TPeak>(
            fewest,
            most,
            peak,
            noise ?? GaussianNoise.Unknown,
            ForwardModel.Of<ConstantBackground>(),
            noise is null ? common + Level(data) : common);
    }

    /// <summary>Peaks on a constant background in noise of a sampled correlation length, less than a tenth of x.</summary>
    public static ModelFamily CorrelatedPeaks(Measurement data, int fewest, int most)
    {
        Prior length = new()
        {
            [CorrelatedNoise.LengthName] = Prior.LogUniform(0.2 * data.MedianSpacing, 0.1 * data.XRange.Length),
        };
        return new([.. Peaks(data, fewest, most).Candidates.Select(candidate => candidate with
        {
            Noise = CorrelatedNoise.Exponential(GaussianNoise.Unknown),
            Prior = candidate.Prior + length,
        })]);
    }

    /// <summary>Stretched decays on a constant level.</summary>
    public static ModelFamily Decays(Measurement data, int fewest, int most)
    {
        double range = data.YRange.Length;
        Prior component = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3 * range),
            ["rate"] = Prior.LogUniform(0.1 / data.XRange.Maximum, 10 / data.X.Where(time => time > 0).Min()),
            ["stretching"] = Prior.Uniform(0, 1),
        };
        Prior common = new() { ["offset"] = Prior.Uniform(data.YRange.Minimum - range, data.YRange.Minimum + range) };
        return ModelFamily.Of<StretchedDecay>(
            fewest, most, component, GaussianNoise.Unknown, ForwardModel.Of<ConstantBackground>(), common + Level(data));
    }

    private static Prior Level(Measurement data) => new()
    {
        [GaussianNoise.LevelName] = Prior.LogUniform(1e-4 * data.YRange.Length, data.YRange.Length),
    };
}
