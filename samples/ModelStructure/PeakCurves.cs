namespace ModelStructure;

/// <summary>
/// Spectra of 0 to 4 peaks, all of one shape, Gaussian, Lorentzian or between the two, on a constant, linear or quadratic
/// background: 45 structures on 128 points.
/// </summary>
public static class PeakCurves
{
    /// <summary>The name of the part that counts peaks.</summary>
    public const string Peak = "peak";

    /// <summary>The name of the part that says what the peaks look like.</summary>
    public const string Shape = "shape";

    /// <summary>The name of the part that says what they stand on.</summary>
    public const string Background = "background";

    /// <summary>The most peaks of a spectrum.</summary>
    public const int Most = 4;

    /// <summary>The counts at a point where a rate is 1.</summary>
    public const double Exposure = 100;

    private const int Points = 128;
    private const double Length = 10;
    private const string Share = "share";

    /// <summary>Where is measured.</summary>
    public static Measurement Grid { get; } =
        new(Enumerable.Range(0, Points).Select(i => Length * i / (Points - 1)), new double[Points]);

    /// <summary>The names of the shapes, in the order of their decisions.</summary>
    public static IReadOnlyList<string> Shapes { get; } = ["Gaussian", "Lorentzian", "pseudo-Voigt"];

    /// <summary>The names of the backgrounds, in the order of their decisions.</summary>
    public static IReadOnlyList<string> Backgrounds { get; } = ["constant", "linear", "quadratic"];

    /// <summary>The family.</summary>
    /// <param name="noise">How values scatter.</param>
    public static StructureFamily Of(ScatterKind noise)
    {
        // <structure-family>
        var peak = new Prior
        {
            ["amplitude"] = Prior.LogUniform(0.2, 3),
            ["width"] = Prior.LogUniform(0.2, 2),
            ["mixing"] = Prior.LinkedTo([Share], values => values[0]),
            ["center"] = Prior.Uniform(0.5, 9.5),
        };
        StructurePart[] parts =
        [
            StructurePart.Repeated(Peak, 0, Most, ForwardModel.Of<PseudoVoigtPeak>(), peak),
            StructurePart.OneOf(Shape, [.. Shapes.Zip(ShareOf, (name, share) => new StructureOption(name, Prior: share))]),
            StructurePart.OneOf(Background, [.. Backgrounds.Select((name, degree) => BackgroundOf(name, degree))]),
        ];
        // </structure-family>
        bool areCounts = noise == ScatterKind.Counts;
        return StructureFamily.Of(
            CurveDesign.Fixed(Grid),
            parts,
            areCounts ? PoissonNoise.WithExposure(Exposure) : GaussianNoise.Unknown,
            Unread,
            areCounts ? null : new Prior { [GaussianNoise.LevelName] = Prior.LogUniform(0.02, 0.2) }) with
        {
            Name = areCounts ? "peaks, counted" : "peaks",
        };
    }

    /// <summary>The Lorentzian share of each shape.</summary>
    private static Prior[] ShareOf =>
    [
        new() { [Share] = Prior.Fixed(0) },
        new() { [Share] = Prior.Fixed(1) },
        new() { [Share] = Prior.Uniform(0.2, 0.8) },
    ];

    /// <summary>A spectrum without peaks has a shape as well, which nothing shows: what reads it there adds nothing.</summary>
    private static ForwardModel Unread { get; } = ForwardModel.Function((double x, double share) => 0 * share);

    private static StructureOption BackgroundOf(string name, int degree)
    {
        Distribution[] coefficients = [Prior.Uniform(0.6, 1.4), Prior.Uniform(-0.3, 0.3), Prior.Uniform(-0.25, 0.25)];
        var prior = new Prior();
        foreach ((int j, Distribution coefficient) in coefficients.Take(degree + 1).Index())
        {
            prior += new Prior { [$"coefficient{j}"] = coefficient };
        }

        return new(name, ForwardModel.Curve(new PolynomialBackground(degree, 0, Length)), prior);
    }
}

/// <summary>How values scatter about a spectrum.</summary>
public enum ScatterKind
{
    /// <summary>By a normal distribution of unknown width.</summary>
    Gaussian,

    /// <summary>As counts do.</summary>
    Counts,
}
