using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Measurements;
using BayesMeasure.Problems.Structures;

namespace BayesMeasure.Tests.Diffraction;

public class PatternTests
{
    private static readonly double[] Grid = [.. Enumerable.Range(0, 7000).Select(i => 10 + 0.02 * i)];

    private static readonly InstrumentProfile Instrument =
        new(0.08) { WidthSlope = 0.06, Mixing = 0.4, Zero = 0.02, Displacement = -0.05, Overflow = 0.05 };

    private static readonly PhaseShape Shape = new() { Strain = 0.001, SizeBroadening = 0.05, Texture = 0.8 };

    public static TheoryData<PatternParameter> Parameters => [.. Enum.GetValues<PatternParameter>()];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Derivatives_are_exact(PatternParameter parameter)
    {
        const double Step = 1e-5;
        PhasePattern pattern = Prepared("V2O5", (0, 0, 1));
        double[] values = new double[Grid.Length];
        double[] derivatives = new double[PhasePattern.ParameterCount * Grid.Length];
        pattern.Evaluate(Instrument, Shape, values, derivatives);
        double[] above = Moved(pattern, parameter, Step);
        double[] below = Moved(pattern, parameter, -Step);
        double largest = derivatives.AsSpan((int)parameter * Grid.Length, Grid.Length).ToArray().Max(Math.Abs);
        double[] errors = [.. Enumerable.Range(0, Grid.Length)
            .Select(i => Math.Abs((above[i] - below[i]) / (2 * Step) - derivatives[(int)parameter * Grid.Length + i]) / largest)];

        // Where a line ends the pattern is bent, and a difference across the bend is that of both sides.
        Assert.InRange(errors.Max(), 0, 1e-3);
        Assert.InRange(errors.Count(error => error > 1e-5), 0, Grid.Length / 50);
    }

    [Fact]
    public void Values_are_the_same_with_derivatives_and_without()
    {
        PhasePattern pattern = Prepared("ZnO", null);
        double[] alone = new double[Grid.Length];
        double[] beside = new double[Grid.Length];
        pattern.Evaluate(Instrument, Shape, alone);
        pattern.Evaluate(Instrument, Shape, beside, new double[PhasePattern.ParameterCount * Grid.Length]);
        Assert.All(alone.Index(), entry => Assert.Equal(entry.Item, beside[entry.Index], 1e-10));
    }

    /// <summary>A line has the area of its intensity, whatever its width and shape.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_line_has_the_area_of_its_intensity(double mixing)
    {
        PowderLines lines = Lines("NiO");
        PhasePattern pattern = new(lines, Radiation.Of(lines.Wavelength), Grid);
        double[] values = new double[Grid.Length];
        pattern.Evaluate(new(0.1) { Mixing = mixing }, new(), values);
        int[] inside = [.. Enumerable.Range(0, lines.Count).Where(i => lines.TwoTheta(i) is > 15 and < 148)];
        Assert.Equal(inside.Sum(i => lines.Intensities[i]), 0.02 * values.Sum(), 0.01);
    }

    [Fact]
    public void Lines_stand_where_the_equation_of_Bragg_puts_them()
    {
        PowderLines lines = Lines("NiO");
        PhasePattern pattern = new(lines, Radiation.Of(lines.Wavelength), Grid);
        double[] values = new double[Grid.Length];
        pattern.Evaluate(new(0.1) { Zero = 0.1, Displacement = 0.2 }, new() { Strain = 0.002 }, values);
        double theta = Math.Asin(0.5 * lines.Wavelength / (1.002 * lines.Spacings[1]));
        double expected = 2 * theta * 180 / Math.PI + 0.1 + 0.2 * Math.Cos(theta);
        Assert.Equal(expected, Grid[Array.IndexOf(values, values.Max())], 0.011);
    }

    /// <summary>The factor of March and Dollase of the planes (2 0 0) of a cubic crystal, two of six along the axis.</summary>
    [Fact]
    public void Texture_is_the_mean_over_equivalent_planes()
    {
        const double R = 0.7;
        PowderLines lines = Lines("NiO");
        PhasePattern pattern = new(lines, Radiation.Of(lines.Wavelength), [lines.TwoTheta(1)], (1, 0, 0));
        double[] value = new double[1];
        pattern.Evaluate(new(0.01), new(), value);
        double without = value[0];
        pattern.Evaluate(new(0.01), new() { Texture = R }, value);
        Assert.Equal((Math.Pow(R * R, -1.5) + 2 * Math.Pow(1 / R, -1.5)) / 3, value[0] / without, 1e-6);
    }

    [Fact]
    public void An_evaluation_allocates_nothing()
    {
        PhasePattern pattern = Prepared("ZnO", (0, 0, 1));
        double[] values = new double[Grid.Length];
        double[] derivatives = new double[PhasePattern.ParameterCount * Grid.Length];
        pattern.Evaluate(Instrument, Shape, values, derivatives);
        long before = GC.GetAllocatedBytesForCurrentThread();
        pattern.Evaluate(Instrument, Shape, values, derivatives);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Every_source_has_one_area_and_its_strongest_line()
    {
        Radiation[] sources =
        [
            Radiation.CopperKAlpha, Radiation.CopperDoublet, Radiation.CobaltKAlpha, Radiation.MolybdenumKAlpha,
            Radiation.ChromiumKAlpha, Radiation.IronKAlpha, Radiation.SilverKAlpha, Radiation.Of(1.0),
            Radiation.Of(1.5, 1.6, 0.5),
        ];
        Assert.All(sources, source => Assert.Equal(1, source.Lines.Sum(line => line.Share), 1e-9));
        Assert.Equal(1.540596, Radiation.CopperKAlpha.Wavelength);
        Radiation filtered = Radiation.CopperKAlpha.With(Radiation.CopperKBeta, 0.01).With(Radiation.TungstenLAlpha, 0.005);
        Assert.Equal(1.015, filtered.Lines.Sum(line => line.Share), 1e-9);
    }

    [Fact]
    public void Lines_of_another_wavelength_are_refused() => Assert.Throws<ArgumentException>(
        () => new PhasePattern(Lines("NiO"), Radiation.CobaltKAlpha, Grid));

    [Fact]
    public void Parameters_and_angles_are_checked()
    {
        PhasePattern pattern = Prepared("NiO", null);
        double[] values = new double[Grid.Length];
        Assert.Throws<ArgumentException>(() => pattern.Evaluate(default, new(), values));
        Assert.Throws<ArgumentException>(() => pattern.Evaluate(Instrument, new() { Strain = 0.2 }, values));
        Assert.Throws<ArgumentException>(() => pattern.Evaluate(Instrument, new(), new double[3]));
        Assert.Throws<ArgumentException>(() => new PhasePattern(Lines("NiO"), Radiation.CopperKAlpha, [20, 10]));
    }

    [Fact]
    public void A_measured_phase_is_moved_and_scaled()
    {
        double[] counts = [.. Grid.Select(x => 300 * Math.Exp(-0.5 * Math.Pow((x - 40) / 0.2, 2)))];
        MeasuredPhase phase = MeasuredPhase.Of("pure", new Measurement(Grid, counts), 4.2);
        double[] angles = [39.913, 40.1, 40.287, 200];
        double[] values = new double[4];
        double[] slopes = new double[4];
        phase.Evaluate(angles, 0.1, values, slopes);
        double expected = 4.2 * Math.Exp(-0.5 * Math.Pow(0.187 / 0.2, 2));
        Assert.Equal(expected, values[0], 1e-3);
        Assert.Equal(4.2, values[1], 1e-3);
        Assert.Equal(expected, values[2], 1e-3);
        Assert.Equal(0, values[3]);
        Assert.Equal(expected * 0.187 / 0.04, slopes[2], 0.05);
    }

    /// <summary>A round sample of the diameter 1, by the chords that a beam finds at each place across.</summary>
    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.3)]
    [InlineData(0.95)]
    [InlineData(4)]
    public void The_share_of_a_beam_on_a_round_sample_is_that_of_its_chords(double q)
    {
        const int Chords = 200_000;
        const double Sine = 0.4;
        double expected = Enumerable.Range(0, Chords).Average(i =>
        {
            double across = (i + 0.5) / Chords;
            return Math.Min(1, Math.Sqrt((1 - across * across) / q));
        });
        (double share, double slope) = BeamFootprint.At(q * Sine * Sine, Sine);
        double above = BeamFootprint.At((q + 1e-6) * Sine * Sine, Sine).Share;
        Assert.Equal(expected, share, 1e-5);
        Assert.Equal((above - share) / (1e-6 * Sine * Sine), slope, 1e-3);
    }

    private static double[] Moved(PhasePattern pattern, PatternParameter parameter, double step)
    {
        (InstrumentProfile instrument, PhaseShape shape) = parameter switch
        {
            PatternParameter.Zero => (Instrument with { Zero = Instrument.Zero + step }, Shape),
            PatternParameter.Displacement => (Instrument with { Displacement = Instrument.Displacement + step }, Shape),
            PatternParameter.Width => (Instrument with { Width = Instrument.Width + step }, Shape),
            PatternParameter.WidthSlope => (Instrument with { WidthSlope = Instrument.WidthSlope + step }, Shape),
            PatternParameter.Mixing => (Instrument with { Mixing = Instrument.Mixing + step }, Shape),
            PatternParameter.Overflow => (Instrument with { Overflow = Instrument.Overflow + step }, Shape),
            PatternParameter.Strain => (Instrument, Shape with { Strain = Shape.Strain + step }),
            PatternParameter.SizeBroadening => (Instrument, Shape with { SizeBroadening = Shape.SizeBroadening + step }),
            _ => (Instrument, Shape with { Texture = Shape.Texture + step }),
        };
        double[] values = new double[Grid.Length];
        pattern.Evaluate(instrument, shape, values);
        return values;
    }

    private static PowderLines Lines(string name) =>
        PowderLines.Of(CifFile.Parse(name, ReferenceStructures.Cif(name))[0], Radiation.CopperKAlpha.Wavelength);

    private static PhasePattern Prepared(string name, (int H, int K, int L)? plane) =>
        new(Lines(name), Radiation.CopperKAlpha.With(Radiation.CopperKBeta, 0.01), Grid, plane);
}
