using BayesMeasure.Diffraction.Lines;

namespace BayesMeasure.Diffraction.Patterns;

/// <summary>
/// The pattern of one phase at given angles: sum over lines and emission lines of I share PV(2 theta - center), with pseudo-Voigt
/// shapes PV of area 1 in degrees. Its coefficient in a measured pattern is proportional to the weight fraction of the phase.
/// </summary>
/// <remarks>
/// An emission line of wavelength lambda stands at 2 asin(lambda / (2 d (1 + strain))) + zero + displacement cos(theta); its area
/// follows the Lorentz-polarisation factor at its own angle. Evaluations allocate nothing, and may run side by side.
/// </remarks>
public sealed class PhasePattern
{
    // Where cos(theta) goes to 0 the factor diverges, and no diffractometer measures.
    private const double LargestSine = 0.9998;
    private const double SameWavelength = 0.01;

    // Half the range in which a line is evaluated, in widths: of the strongest one, and of the weakest, whose tails are lower.
    private const double LongestReach = 40;
    private const double ShortestReach = 5;

    private readonly double[] angles;
    private readonly double[] sines;
    private readonly double[] areas;
    private readonly double[] reaches;
    private readonly int[] lineOf;
    private readonly int[] firstOf;
    private readonly MarchDollase? texture;

    /// <summary>Prepares a phase for a grid of angles.</summary>
    /// <param name="lines">The lines of the phase.</param>
    /// <param name="radiation">What the source emits.</param>
    /// <param name="twoTheta">The angles 2 theta in degrees, ascending.</param>
    /// <param name="texturePlane">The plane that the texture orders; null without texture.</param>
    /// <exception cref="ArgumentException">
    /// Angles do not ascend, the lines of a structure are of another wavelength, or lines from a list are to have a texture.
    /// </exception>
    public PhasePattern(
        PowderLines lines, Radiation radiation, ReadOnlySpan<double> twoTheta, (int H, int K, int L)? texturePlane = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(radiation);
        RequireSameWavelength(lines, radiation);
        angles = twoTheta.ToArray();
        RequireAscending(angles);
        texture = texturePlane is { } plane ? new(lines, plane) : null;
        LorentzPolarisation factor = new(lines.Monochromator);
        var reached =
            from line in Enumerable.Range(0, lines.Count)
            from emission in radiation.Lines
            let sine = 0.5 * emission.Wavelength / lines.Spacings[line]
            let own = Math.Min(LargestSine, 0.5 * lines.Wavelength / lines.Spacings[line])
            where sine <= LargestSine
            select (line, sine, area: lines.Intensities[line] * emission.Share * factor.At(sine) / factor.At(own));
        var kept = reached.ToArray();
        lineOf = [.. kept.Select(one => one.line)];
        firstOf = new int[lines.Count + 1];
        foreach (var one in kept)
        {
            firstOf[one.line + 1]++;
        }

        for (int line = 0; line < lines.Count; line++)
        {
            firstOf[line + 1] += firstOf[line];
        }

        sines = [.. kept.Select(one => one.sine)];
        areas = [.. kept.Select(one => one.area)];
        double strongest = areas.DefaultIfEmpty().Max();
        reaches = [.. areas.Select(area => Math.Max(ShortestReach, LongestReach * Math.Sqrt(area / strongest)))];
        Name = lines.Name;
    }

    /// <summary>The phase.</summary>
    public string Name { get; }

    /// <summary>The angles 2 theta in degrees.</summary>
    public ReadOnlySpan<double> TwoTheta => angles;

    /// <summary>The number of parameters by which a pattern is derived.</summary>
    public static int ParameterCount { get; } = Enum.GetValues<PatternParameter>().Length;

    /// <summary>Evaluates the pattern.</summary>
    /// <param name="instrument">Where and how wide lines are.</param>
    /// <param name="shape">How the phase differs from its structure.</param>
    /// <param name="values">Takes the pattern in units of I/Ic per degree: one value an angle.</param>
    /// <param name="derivatives">
    /// Takes the exact derivatives: for each <see cref="PatternParameter"/> one value an angle. Empty where none are wanted.
    /// </param>
    /// <exception cref="ArgumentException">A parameter is out of range, or a span has another length.</exception>
    public void Evaluate(
        InstrumentProfile instrument, PhaseShape shape, Span<double> values, Span<double> derivatives = default)
    {
        instrument.RequireValid();
        shape.RequireValid();
        RequireLength(values.Length, angles.Length, nameof(values));
        RequireLength(derivatives.Length, derivatives.IsEmpty ? 0 : ParameterCount * angles.Length, nameof(derivatives));
        values.Clear();
        derivatives.Clear();
        for (int i = 0; i < areas.Length; i++)
        {
            double sine = sines[i] / (1 + shape.Strain);
            if (sine <= LargestSine)
            {
                Add(LineShape.Of(sine, Area(i, shape.Texture), reaches[i], instrument, shape), values, derivatives);
            }
        }
    }

    /// <summary>Adds one line alone, all its emission lines included, and tells which values it reaches.</summary>
    /// <param name="line">The line of the phase, from 0.</param>
    /// <param name="instrument">Where and how wide lines are.</param>
    /// <param name="shape">How the phase differs from its structure.</param>
    /// <param name="values">Takes the line.</param>
    internal Range AddLine(int line, InstrumentProfile instrument, PhaseShape shape, Span<double> values)
    {
        int from = values.Length, to = 0;
        for (int i = firstOf[line]; i < firstOf[line + 1]; i++)
        {
            double sine = sines[i] / (1 + shape.Strain);
            if (sine <= LargestSine)
            {
                LineShape one = LineShape.Of(sine, Area(i, shape.Texture), reaches[i], instrument, shape);
                Add(one, values, []);
                from = Math.Min(from, FirstFrom(one.Center - one.Reach));
                to = Math.Max(to, FirstFrom(one.Center + one.Reach));
            }
        }

        return from < to ? from..to : 0..0;
    }

    private (double Value, double Slope) Area(int i, double r)
    {
        (double value, double slope) = texture?.At(lineOf[i], r) ?? (1, 0);
        return (areas[i] * value, areas[i] * slope);
    }

    private void Add(in LineShape line, Span<double> values, Span<double> derivatives)
    {
        int first = FirstFrom(line.Center - line.Reach);
        int last = FirstFrom(line.Center + line.Reach);
        ReadOnlySpan<double> reached = angles.AsSpan(first, last - first);
        if (derivatives.IsEmpty)
        {
            line.AddTo(reached, values[first..last]);
        }
        else
        {
            line.AddTo(reached, values[first..last], derivatives[first..], angles.Length);
        }
    }

    private int FirstFrom(double angle)
    {
        int found = Array.BinarySearch(angles, angle);
        return found < 0 ? ~found : found;
    }

    private static void RequireLength(int length, int wanted, string parameter)
    {
        if (length != wanted)
        {
            throw new ArgumentException($"The span has {length} values instead of {wanted}.", parameter);
        }
    }

    private static void RequireAscending(double[] angles)
    {
        for (int i = 0; i < angles.Length; i++)
        {
            if (!(angles[i] is > 0 and < 180) || (i > 0 && angles[i] <= angles[i - 1]))
            {
                throw new ArgumentException(
                    $"Angles ascend from above 0 to below 180 degrees; number {i + 1} is {angles[i]}.", nameof(angles));
            }
        }
    }

    /// <summary>Dispersion belongs to a wavelength: intensities of a structure hold for the radiation that is used.</summary>
    private static void RequireSameWavelength(PowderLines lines, Radiation radiation)
    {
        if (lines.Crystal != null && Math.Abs(lines.Wavelength / radiation.Wavelength - 1) > SameWavelength)
        {
            throw new ArgumentException(
                $"The lines of {lines.Name} were computed for {lines.Wavelength} Å, and the radiation is {radiation.Name}. "
                    + "Compute them for radiation.Wavelength.",
                nameof(lines));
        }
    }
}
