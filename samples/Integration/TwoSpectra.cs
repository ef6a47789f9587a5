
namespace JoinMeasurements;

/// <summary>
/// Two spectra of one sample: peaks in the same places and of the same widths, with amplitudes and noise of their own.
/// </summary>
internal static class TwoSpectra
{
    private const int Peaks = 3;
    private const int Points = 301;
    private static readonly double[] Precisions = [95.689, 146.837, 164.469];
    private static readonly double[] Centers = [1.210, 1.455, 1.703];

    /// <summary>What is asked.</summary>
    /// <param name="shift">By how much the second peak of the noisy spectrum is elsewhere in truth.</param>
    public static JointPosterior Create(double shift)
    {
        Measurement clear = Simulate([0.587, 1.522, 1.183], shift: 0, sigma: 0.1, seed: 1);
        Measurement noisy = Simulate([1.4, 0.9, 1.6], shift, sigma: 0.3, seed: 2);

        // <joint>
        ForwardModel peaks = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(Peaks);
        Prior shared = new() { ["precision"] = Prior.Gamma(5, 0.04), ["center"] = Prior.Normal(1.5, 0.447) };
        Prior own = new() { ["amplitude"] = Prior.Gamma(5, 5) };

        var joint = new JointPosterior(
            shared.Repeat(Peaks) + own.Repeat(Peaks).Labelled("clear", "noisy"),
            new JointPart("clear", clear, peaks, GaussianNoise.Known(0.1)),
            new JointPart("noisy", noisy, peaks, GaussianNoise.Known(0.3)));
        // </joint>
        return joint;
    }

    private static Measurement Simulate(double[] amplitudes, double shift, double sigma, ulong seed)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        double[] x = [.. Enumerable.Range(0, Points).Select(i => i / 100.0)];
        double[] truth = [.. Enumerable.Range(0, Peaks)
            .SelectMany(k => (double[])[amplitudes[k], Precisions[k], Centers[k] + (k == 1 ? shift : 0)])];
        double[] curve = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(Peaks).Evaluate(x, truth);
        return new(x, curve.Select(value => value + sigma * random.NextNormal()));
    }
}
