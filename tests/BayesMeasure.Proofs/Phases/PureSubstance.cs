using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Proofs.Phases;

/// <summary>A substance as it really is: lines with their own errors, cell, grains and order.</summary>
internal sealed class PureSubstance
{
    private const double Counts = 1e4;
    private const double RatioError = 0.03;
    private const double IntensityError = 0.1;

    private readonly PowderLines lines;
    private readonly PhaseShape shape;
    private readonly (int H, int K, int L)? plane;

    private PureSubstance(string name, PowderLines lines, PhaseShape shape, (int H, int K, int L)? plane)
    {
        (Name, this.lines, this.shape, this.plane) = (name, lines, shape, plane);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>3,000 angles from 10 to 70 degrees.</summary>
    public static double[] Angles { get; } = [.. Enumerable.Range(0, 3000).Select(i => 10 + 0.02 * i)];

    /// <summary>
    /// 166 substances: of each of 67 structures one that is not quite what the structure says, one with another cell and smaller
    /// grains, and of the first 32 one with texture.
    /// </summary>
    public static IReadOnlyList<PureSubstance> Library(IReadOnlyList<PowderLines> structures, RandomStream random) =>
    [
        .. structures.Select(lines => new PureSubstance(
            lines.Name, SimulatedPowder.Erroneous(lines, IntensityError, random).Lines, Shape(0.0005, 0.05, random), null)),
        .. structures.Select(lines => new PureSubstance(
            $"{lines.Name}, solid solution",
            SimulatedPowder.Erroneous(lines, IntensityError, random).Lines,
            Shape(0.004, 0.25, random),
            null)),
        .. structures.Take(32).Select(lines => new PureSubstance(
            $"{lines.Name}, plates", lines, Shape(0.0005, 0.05, random) with { Texture = 0.6 }, (0, 0, 1))),
    ];

    /// <summary>Its pattern, of a unit of weight.</summary>
    /// <param name="instrument">Where and how wide lines are.</param>
    /// <param name="intensityError">By how much lines differ from one preparation to the next.</param>
    /// <param name="random">Draws these differences.</param>
    public double[] Pattern(InstrumentProfile instrument, double intensityError, RandomStream random)
    {
        double[] values = new double[Angles.Length];
        PowderLines prepared = plane == null ? SimulatedPowder.Erroneous(lines, intensityError, random).Lines : lines;
        new PhasePattern(prepared, Radiation.CopperKAlpha, Angles, plane).Evaluate(instrument, shape, values);
        return values;
    }

    /// <summary>As somebody measured it: counts the background subtracted, and an I/Ic that is wrong by 3 %.</summary>
    public MeasuredPhase Measured(InstrumentProfile instrument, RandomStream random)
    {
        const double Background = 150;
        double[] values = Pattern(instrument, 0, random);
        double strongest = values.Max();
        double left = 10 * random.NextNormal();
        double[] counts = [.. values.Select((value, i) =>
        {
            double mean = Counts * value / strongest + Background;
            return mean + Math.Sqrt(mean) * random.NextNormal() - Background + left * Math.Sin(i / 400.0);
        })];
        return MeasuredPhase.Of(Name, new Measurement(Angles, counts), strongest * (1 + RatioError * random.NextNormal()));
    }

    private static PhaseShape Shape(double strain, double size, RandomStream random) => new()
    {
        Strain = strain * random.NextNormal(),
        SizeBroadening = size * random.NextUniform(),
    };
}
