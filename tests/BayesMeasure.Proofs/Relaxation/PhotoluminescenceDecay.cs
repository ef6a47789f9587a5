using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Relaxation;

/// <summary>A decay of photoluminescence from some time after the pulse on: real photon counts, Poisson noise.</summary>
internal sealed class PhotoluminescenceDecay
{
    private const int Pulse = 41;
    private const int LastTime = 1000;

    public PhotoluminescenceDecay(string file, int from)
    {
        var all = Measurement.ReadCsv(Path.Combine(SharedData.Folder!, "relaxation", "trpl_perovskite", $"{file}.csv"));
        (double X, double Y)[] window =
            [.. all.X.Select(time => time - Pulse).Zip(all.Y).Where(point => point.First >= from && point.First < LastTime)];
        window = window[..(window.Length / Binning * Binning)];
        Counts = new(
            window.Chunk(Binning).Select(bin => bin.Average(point => point.X)),
            window.Chunk(Binning).Select(bin => bin.Sum(point => point.Y)))
        { Name = file };
    }

    /// <summary>Channels of 1 ns that are added up, which the decays hardly notice.</summary>
    public static int Binning => 4;

    public Posterior Stretched => Of(1, Prior.Uniform(0, 1));

    public Posterior TwoPlain => Of(2, Prior.Fixed(1));

    private Measurement Counts { get; }

    private Posterior Of(int components, ParameterRule stretching)
    {
        var component =
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, 30_000),
                ["rate"] = Prior.LogUniform(1e-5, 1),
                ["stretching"] = stretching,
            };
        return new(
            Counts,
            ForwardModel.Of<StretchedDecay>().Repeat(components) + ForwardModel.Of<ConstantBackground>(),
            PoissonNoise.WithExposure(Binning),
            component.Repeat(components) + new Prior { ["offset"] = Prior.Uniform(0, 2000) });
    }
}
