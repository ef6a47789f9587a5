namespace BayesMeasure.Diffraction.Patterns;

/// <summary>
/// A line: its area times a pseudo-Voigt shape of area 1, p(x) = q(t) / w with t = (x - c) / w and
/// q = m L(t) + (1 - m) 2 sqrt(ln 2 / pi) exp(-4 ln 2 t^2), and how its place and width follow the parameters. The Lorentzian
/// L is cut at a reach T, lowered so that it ends at 0, and scaled to the area 1: so that the pattern has no steps.
/// </summary>
internal readonly struct LineShape
{
    private const double Degrees = 180 / Math.PI;

    // Beyond four widths the Gaussian has 1e-19 of its height.
    private const double GaussianReach = 4;
    private const double GaussianExponent = 4 * 0.69314718055994531;

    private static readonly double GaussianHeight = 2 * Math.Sqrt(Math.Log(2) / Math.PI);

    private readonly double width;
    private readonly double mixing;
    private readonly double area;
    private readonly double areaByTexture;
    private readonly double areaByOverflow;
    private readonly double areaByStrain;
    private readonly double cosine;
    private readonly double centerByStrain;
    private readonly double widthByStrain;
    private readonly double widthByWidth;
    private readonly double widthBySlope;
    private readonly double reach;
    private readonly double lorentzianHeight;
    private readonly double lorentzianFloor;

    private LineShape(
        double sine,
        double cosine,
        (double Value, double Slope) area,
        double reach,
        InstrumentProfile instrument,
        PhaseShape shape)
    {
        this.reach = reach;
        double end = 1 / (1 + 4 * reach * reach);
        lorentzianHeight = 1 / (Math.Atan(2 * reach) - 2 * reach * end);
        lorentzianFloor = lorentzianHeight * end;
        double tangent = sine / cosine;
        double spread = instrument.WidthSlope * tangent;
        double instrumental = Math.Sqrt(instrument.Width * instrument.Width + spread * spread);
        double thetaByStrain = -tangent / (1 + shape.Strain);
        double widthByTheta = instrument.WidthSlope * spread / (instrumental * cosine * cosine)
            + shape.SizeBroadening * sine / (cosine * cosine);
        (double share, double shareByOverflow) = BeamFootprint.At(instrument.Overflow, sine);
        (this.area, areaByTexture, areaByOverflow) = (area.Value * share, area.Slope * share, area.Value * shareByOverflow);
        areaByStrain = areaByOverflow * 2 * instrument.Overflow / (1 + shape.Strain);
        this.cosine = cosine;
        mixing = instrument.Mixing;
        width = instrumental + shape.SizeBroadening / cosine;
        Center = 2 * Degrees * Math.Asin(sine) + instrument.Zero + instrument.Displacement * cosine;
        centerByStrain = (2 * Degrees - instrument.Displacement * sine) * thetaByStrain;
        widthByStrain = widthByTheta * thetaByStrain;
        widthByWidth = instrument.Width / instrumental;
        widthBySlope = spread * tangent / instrumental;
    }

    /// <summary>Where it stands, in degrees of 2 theta.</summary>
    public double Center { get; }

    /// <summary>How far to both sides it is evaluated, in degrees of 2 theta.</summary>
    public double Reach => reach * width;

    /// <summary>A line at sin(theta), which strain has moved.</summary>
    public static LineShape Of(
        double sine, (double Value, double Slope) area, double reach, InstrumentProfile instrument, PhaseShape shape) =>
        new(sine, Math.Sqrt(1 - sine * sine), area, reach, instrument, shape);

    /// <summary>Adds the line.</summary>
    public void AddTo(ReadOnlySpan<double> angles, Span<double> values)
    {
        double inverse = 1 / width;
        double lorentzian = area * inverse * mixing * lorentzianHeight;
        double floor = area * inverse * mixing * lorentzianFloor;
        double gaussian = area * inverse * (1 - mixing) * GaussianHeight;
        for (int i = 0; i < angles.Length; i++)
        {
            double t = (angles[i] - Center) * inverse;
            double value = lorentzian / (1 + 4 * t * t) - floor;
            if (Math.Abs(t) < GaussianReach)
            {
                value += gaussian * Math.Exp(-GaussianExponent * t * t);
            }

            values[i] += value;
        }
    }

    /// <summary>Adds the line and its derivatives: rows of a given length, one a <see cref="PatternParameter"/>.</summary>
    public void AddTo(ReadOnlySpan<double> angles, Span<double> values, Span<double> derivatives, int row)
    {
        double inverse = 1 / width;
        for (int i = 0; i < angles.Length; i++)
        {
            double t = (angles[i] - Center) * inverse;
            double share = 1 / (1 + 4 * t * t);
            double lorentzian = lorentzianHeight * share - lorentzianFloor;
            double gaussian = Math.Abs(t) < GaussianReach ? GaussianHeight * Math.Exp(-GaussianExponent * t * t) : 0;
            double q = mixing * lorentzian + (1 - mixing) * gaussian;
            double slope = -8 * t * mixing * lorentzianHeight * share * share
                - 2 * GaussianExponent * t * (1 - mixing) * gaussian;
            double byCenter = -area * slope * inverse * inverse;
            double byWidth = -area * (q + t * slope) * inverse * inverse;
            values[i] += area * q * inverse;
            derivatives[i + row * (int)PatternParameter.Zero] += byCenter;
            derivatives[i + row * (int)PatternParameter.Displacement] += byCenter * cosine;
            derivatives[i + row * (int)PatternParameter.Width] += byWidth * widthByWidth;
            derivatives[i + row * (int)PatternParameter.WidthSlope] += byWidth * widthBySlope;
            derivatives[i + row * (int)PatternParameter.Mixing] += area * inverse * (lorentzian - gaussian);
            derivatives[i + row * (int)PatternParameter.Overflow] += areaByOverflow * q * inverse;
            derivatives[i + row * (int)PatternParameter.Strain] +=
                byCenter * centerByStrain + byWidth * widthByStrain + areaByStrain * q * inverse;
            derivatives[i + row * (int)PatternParameter.SizeBroadening] += byWidth / cosine;
            derivatives[i + row * (int)PatternParameter.Texture] += areaByTexture * q * inverse;
        }
    }
}
