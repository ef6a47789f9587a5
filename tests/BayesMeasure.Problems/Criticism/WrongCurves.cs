using BayesMeasure.Criticism;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Criticism;

/// <summary>A kind of curves that a criticism has to object to, or to warn of.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Expected">What has to be found: one of these.</param>
/// <param name="Create">For each seed a curve with the question that it is asked.</param>
public sealed record WrongCurve(string Name, FindingKind[] Expected, Func<ulong, Posterior> Create);

/// <summary>Curves as people reported them: asked the wrong question, smoothed, oversampled, clipped, exchanged.</summary>
public static class WrongCurves
{
    private static readonly FindingKind[] Objections = [FindingKind.Misfit, FindingKind.CorrelatedNoise];

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<WrongCurve> Kinds { get; } =
    [
        new("dips asked as peaks", [FindingKind.Dips], seed => AsPeaks(seed, 4, DipsOn(seed))),
        new("dips, an objection", Objections, seed => AsPeaks(seed, 2, DipsOn(seed))),
        new("smoothed over 7 points", [FindingKind.CorrelatedNoise], seed => AsPeaks(seed, 2, Smoothed(seed, 7))),
        new("smoothed over 3 points", [FindingKind.CorrelatedNoise], seed => AsPeaks(seed, 2, Smoothed(seed, 3))),
        new("interpolated by 3", [FindingKind.CorrelatedNoise], seed => AsPeaks(seed, 2, Interpolated(seed, 3))),
        new("autoregressive, 0.5", [FindingKind.CorrelatedNoise], seed => AsPeaks(seed, 2, Autoregressive(seed, 0.5))),
        new("recovery asked as decay", Objections, seed => AsDecay(Recovery(seed))),
        new("recovery, the data rise", [FindingKind.Rising], seed => AsDecay(Recovery(seed))),
        new("a peak too few", Objections, seed => AsPeaks(seed, 1, White(seed))),
        new("another shape", Objections, seed => AsPeaks(seed, 2, Lorentzian(seed))),
        new("sigma half of the truth", [FindingKind.Misfit], seed => AsPeaks(seed, 2, White(seed), GaussianNoise.Known(0.5))),
        new(
            "sigma twice the truth",
            [FindingKind.OverstatedNoise],
            seed => AsPeaks(seed, 2, White(seed), GaussianNoise.Known(2))),
        new("three spikes", [FindingKind.Outliers], seed => AsPeaks(seed, 2, Spiked(seed))),
        new("three spikes, a peak each", [FindingKind.Outliers], seed => AsPeaks(seed, 5, Spiked(seed))),
        new("saturated", [FindingKind.Saturated], seed => AsPeaks(seed, 2, Saturated(seed))),
        new("columns exchanged", [FindingKind.SwappedColumns], Exchanged),
        new("noise below its prior", [FindingKind.PriorEdge], seed => AsPeaks(seed, 2, White(seed), noise: null, floor: 2)),
    ];

    private static Posterior AsPeaks(
        ulong seed, int count, Measurement data, NoiseModel? noise = null, double floor = 0.01)
    {
        Prior prior = new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 3 * data.YRange.Length),
            ["width"] = Prior.LogUniform(0.3, 0.5 * data.XRange.Length),
            ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
        }.Repeat(count) + new Prior
        {
            ["offset"] = Prior.Uniform(data.YRange.Minimum - data.YRange.Length, data.YRange.Maximum + data.YRange.Length),
        };
        ForwardModel model = ForwardModel.Of<GaussianPeak>().Repeat(count) + ForwardModel.Of<ConstantBackground>();
        return noise is not null
            ? new(data, model, noise, prior)
            : new(data, model, GaussianNoise.Unknown, prior + new Prior { ["noise"] = Prior.LogUniform(floor, 1000) });
    }

    private static Posterior AsDecay(Measurement data) => new(
        data,
        ForwardModel.Of<StretchedDecay>().Repeat(2) + ForwardModel.Of<ConstantBackground>(),
        GaussianNoise.Unknown,
        new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 3 * data.YRange.Length),
            ["rate"] = Prior.LogUniform(0.01, 1000),
            ["stretching"] = Prior.Uniform(0, 1),
        }.Repeat(2) + new Prior
        {
            ["offset"] = Prior.Uniform(data.YRange.Minimum - data.YRange.Length, data.YRange.Minimum + data.YRange.Length),
            ["noise"] = Prior.LogUniform(0.0001 * data.YRange.Length, data.YRange.Length),
        });

    private static RandomStream Random(ulong seed) => new(seed, chain: 2, replica: 0);

    private static double[] Normals(RandomStream random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];

    private static double[] TwoPeaks(double[] x, double sign = 1, double offset = 5) => [.. x.Select(value =>
        offset + sign * (20 * Peak(value, 30, 9) + 12 * Peak(value, 62, 12)))];

    private static double Peak(double x, double center, double width) =>
        Math.Exp(-4 * Math.Log(2) * Math.Pow((x - center) / width, 2));

    private static Measurement On(double[] x, double[] curve, double[] noise) =>
        new(x, curve.Zip(noise, (value, deviation) => value + deviation));

    private static Measurement White(ulong seed)
    {
        double[] x = RightCurves.Grid(0, 100, 201);
        return On(x, TwoPeaks(x), Normals(Random(seed), x.Length));
    }

    private static Measurement DipsOn(ulong seed)
    {
        double[] x = RightCurves.Grid(0, 100, 201);
        return On(x, TwoPeaks(x, sign: -1, offset: 92), [.. Normals(Random(seed), x.Length).Select(value => 0.3 * value)]);
    }

    private static Measurement Smoothed(ulong seed, int width)
    {
        double[] x = RightCurves.Grid(0, 100, 401);
        double[] white = Normals(Random(seed), x.Length + width - 1);
        return On(x, TwoPeaks(x), [.. x.Select((_, i) => white[i..(i + width)].Sum() / width)]);
    }

    private static Measurement Interpolated(ulong seed, int times)
    {
        double[] coarse = RightCurves.Grid(0, 100, 134);
        double[] y = [.. TwoPeaks(coarse).Zip(Normals(Random(seed), coarse.Length), (value, noise) => value + noise)];
        double[] x = RightCurves.Grid(0, 100, times * (coarse.Length - 1) + 1);
        return new(x, x.Select((_, i) => Between(y, (double)i / times)));
    }

    private static double Between(double[] y, double place)
    {
        int low = Math.Min((int)place, y.Length - 2);
        return y[low] + (place - low) * (y[low + 1] - y[low]);
    }

    private static Measurement Autoregressive(ulong seed, double correlation)
    {
        double[] x = RightCurves.Grid(0, 100, 301);
        double[] noise = Normals(Random(seed), x.Length);
        for (int i = 1; i < noise.Length; i++)
        {
            noise[i] = correlation * noise[i - 1] + Math.Sqrt(1 - correlation * correlation) * noise[i];
        }

        return On(x, TwoPeaks(x), noise);
    }

    private static Measurement Recovery(ulong seed)
    {
        double[] times = [.. Enumerable.Range(0, 18).Select(i => 0.01 * Math.Pow(1.55, i))];
        return On(
            times,
            [.. times.Select(time => 100 * (1 - 1.9 * Math.Exp(-0.833 * time)))],
            [.. Normals(Random(seed), times.Length).Select(value => 1.5 * value)]);
    }

    private static Measurement Lorentzian(ulong seed)
    {
        double[] x = RightCurves.Grid(0, 100, 201);
        double[] curve = [.. x.Select(value =>
            5 + 60 / (1 + Math.Pow((value - 30) / 4.5, 2)) + 40 / (1 + Math.Pow((value - 62) / 6, 2)))];
        return On(x, curve, Normals(Random(seed), x.Length));
    }

    private static Measurement Spiked(ulong seed)
    {
        Measurement data = White(seed);
        double[] y = [.. data.Y];
        foreach ((int point, double height) in (ReadOnlySpan<(int, double)>)[(45, 30), (90, 50), (160, 40)])
        {
            y[point] += height;
        }

        return data.WithValues(y);
    }

    private static Measurement Saturated(ulong seed)
    {
        Measurement data = White(seed);
        return data.WithValues(data.Y.Select(value => Math.Min(Math.Round(value, 2), 18.5)));
    }

    private static Posterior Exchanged(ulong seed)
    {
        Measurement data = White(seed);
        return AsPeaks(seed, 2, new Measurement(data.Y, data.X));
    }
}
