namespace ModelStructure;

/// <summary>
/// A map of spectra, by formula: four peaks, each inside a disc of its own, so that 0 to 4 of them are seen; their positions
/// drift over the map, their heights fall to the rim of the disc, and the background is a tilted line. Along a scratch detector
/// noise comes in bursts, which no structure of the family describes.
/// </summary>
public sealed class PeakMap
{
    private const double Radius = 0.36;
    private const double Scratch = 0.012;
    private const double BurstHeight = 1.5;

    private static readonly (double X, double Y)[] Discs = [(0.35, 0.35), (0.65, 0.35), (0.38, 0.66), (0.66, 0.62)];

    private readonly StructureFamily family;
    private readonly ulong seed;

    /// <param name="family">The family of spectra.</param>
    /// <param name="size">The number of pixels of a side: at least 1.</param>
    /// <param name="seed">The seed of the noise.</param>
    public PeakMap(StructureFamily family, int size, ulong seed)
    {
        this.family = family;
        this.seed = seed;
        Size = size;
        Pixels = [.. Enumerable.Range(0, size * size).Select(PixelAt)];
    }

    /// <summary>The number of pixels of a side.</summary>
    public int Size { get; }

    /// <summary>The pixels, row by row.</summary>
    public IReadOnlyList<MapPixel> Pixels { get; }

    private MapPixel PixelAt(int index)
    {
        (int row, int column) = Math.DivRem(index, Size);
        (double x, double y) = ((column + 0.5) / Size, (row + 0.5) / Size);
        double[] depths = [.. Discs.Select(disc => 1 - Math.Pow(double.Hypot(x - disc.X, y - disc.Y) / Radius, 2))];
        double[] curve = [.. PeakCurves.Grid.X.Select(energy => 1 + 0.02 * (energy - 5)
            + depths.Select((depth, peak) => PeakAt(energy, peak, depth, x, y)).Sum())];
        bool isScratched = Math.Abs(y - 0.9 + 0.15 * x) < Scratch + 0.5 / Size;
        var random = new RandomStream(seed, chain: 77, replica: index);
        Measurement measured = Scattered(isScratched ? WithBursts(curve, random) : curve, random);
        return new(measured, depths.Count(depth => depth > 0), isScratched);
    }

    private static double PeakAt(double energy, int peak, double depth, double x, double y)
    {
        double center = 1.8 + 2.1 * peak + 0.6 * (x - 0.5) - 0.4 * (y - 0.5);
        double t = (energy - center) / 0.7;
        return depth > 0 ? (0.6 + 0.9 * depth) * Math.Exp(-4 * Math.Log(2) * t * t) : 0;
    }

    private static double[] WithBursts(double[] curve, RandomStream random) =>
        [.. curve.Select(y => random.NextUniform() < 0.08 ? y + BurstHeight : y)];

    private Measurement Scattered(double[] curve, RandomStream random)
    {
        bool areCounts = family.ParameterNamesOf(default).All(name => name != GaussianNoise.LevelName);
        return areCounts
            ? PoissonNoise.WithExposure(PeakCurves.Exposure).Simulate(PeakCurves.Grid, curve, [], random)
            : GaussianNoise.Unknown.Simulate(PeakCurves.Grid, curve, [0.06], random);
    }
}

/// <summary>A pixel of a map.</summary>
/// <param name="Spectrum">What was measured.</param>
/// <param name="Peaks">The number of peaks that it was made of.</param>
/// <param name="IsScratched">Whether it is not of the family.</param>
public sealed record MapPixel(Measurement Spectrum, int Peaks, bool IsScratched);
