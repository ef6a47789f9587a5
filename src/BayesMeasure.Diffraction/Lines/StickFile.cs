using System.Globalization;
using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Lines;

/// <summary>
/// Reads lists of lines, as databases give them, from columns of text: spacing d in angstrom or 2 theta in degrees, intensity in
/// any unit, and I/Ic.
/// </summary>
/// <remarks>
/// The first line that is no comment names the columns: "d" or "two_theta", "intensity", and where they are there "rir" and
/// "phase"; commas, semicolons or tabs part them. Comments begin with #; "# wavelength: 1.5406" and "# rir: 2.14" are read. The
/// strongest line of each phase gets its I/Ic.
/// </remarks>
public sealed class StickFile
{
    private const string Wavelength = "wavelength";
    private const string Ratio = "rir";

    private static readonly string[] SpacingNames = ["d", "d_a", "spacing", "d_spacing"];
    private static readonly string[] AngleNames = ["two_theta", "2theta", "2-theta", "2_theta", "two_theta_deg"];
    private static readonly string[] IntensityNames = ["intensity", "i", "i_rel", "relative_intensity"];
    private static readonly string[] RatioNames = [Ratio, "i/ic", "i_ic"];
    private static readonly string[] PhaseNames = ["phase", "name", "structure"];

    private readonly string file;
    private readonly double? givenWavelength;
    private readonly double? givenRatio;
    private readonly Dictionary<string, (double Value, int Line)> comments = [];
    private readonly List<Stick> sticks = [];
    private string[]? header;
    private int angle;
    private int intensity;
    private int ratio;
    private int phase;
    private bool isSpacing;

    private StickFile(string file, double? wavelength, double? ratio) =>
        (this.file, givenWavelength, givenRatio) = (file, wavelength, ratio);

    /// <summary>Reads the phases of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wavelength">
    /// The wavelength in angstrom at which the intensities hold; null where the file says it. There is no other default.
    /// </param>
    /// <param name="referenceIntensityRatio">I/Ic of all its phases; null where the file says it.</param>
    /// <exception cref="MeasurementFormatException">A line or a value is missing, or is wrong.</exception>
    public static IReadOnlyList<PowderLines> Read(string path, double? wavelength = null, double? referenceIntensityRatio = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var text = new StreamReader(new MemoryStream(BoundedFile.Read(path, "Give a list of lines.")));
        return Parse(Path.GetFileName(path), text.ReadToEnd(), wavelength, referenceIntensityRatio);
    }

    /// <summary>Reads the phases of a text.</summary>
    /// <param name="name">What the text is called: the name of a phase where there is no column of names.</param>
    /// <param name="text">The text.</param>
    /// <param name="wavelength">As by <see cref="Read"/>.</param>
    /// <param name="referenceIntensityRatio">As by <see cref="Read"/>.</param>
    /// <exception cref="MeasurementFormatException">As by <see cref="Read"/>.</exception>
    public static IReadOnlyList<PowderLines> Parse(
        string name, string text, double? wavelength = null, double? referenceIntensityRatio = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(text);
        StickFile reader = new(name, wavelength, referenceIntensityRatio);
        foreach ((int i, string line) in text.Split('\n').Index())
        {
            reader.ReadLine(line.Trim(), i + 1);
        }

        return reader.Phases();
    }

    private void ReadLine(string line, int number)
    {
        if (line.StartsWith('#'))
        {
            ReadComment(line[1..], number);
        }
        else if (line.Length > 0 && header == null)
        {
            ReadHeader(line, number);
        }
        else if (line.Length > 0)
        {
            ReadStick(Fields(line), number);
        }
    }

    private void ReadComment(string comment, int number)
    {
        int sign = comment.IndexOfAny([':', '=']);
        string name = comment[..Math.Max(sign, 0)].Trim().ToLowerInvariant();
        if (name is Wavelength or Ratio or "i/ic")
        {
            string key = name == Wavelength ? Wavelength : Ratio;
            comments[key] = (Number(comment[(sign + 1)..].Trim(), number, null), number);
        }
    }

    private void ReadHeader(string line, int number)
    {
        header = [.. Fields(line).Select(name => name.ToLowerInvariant().Replace(' ', '_'))];
        int spacing = Column(SpacingNames);
        isSpacing = spacing >= 0;
        (angle, intensity) = (isSpacing ? spacing : Column(AngleNames), Column(IntensityNames));
        (ratio, phase) = (Column(RatioNames), Column(PhaseNames));
        if (angle < 0 || intensity < 0)
        {
            throw Error(
                number,
                null,
                "The columns have no names that are known.",
                "Name them in the first line: d or two_theta, intensity, rir.");
        }
    }

    private void ReadStick(string[] fields, int number)
    {
        if (fields.Length != header!.Length)
        {
            throw Error(
                number, null, $"The line has {fields.Length} fields, and the first one {header.Length}.", "Write one a column.");
        }

        double place = Number(fields[angle], number, angle + 1);
        double height = Number(fields[intensity], number, intensity + 1);
        double? stated = ratio >= 0 && fields[ratio].Length > 0 ? Number(fields[ratio], number, ratio + 1) : null;
        if (!(place > 0) || !(height >= 0) || stated is <= 0)
        {
            throw Error(
                number,
                null,
                "A spacing, an angle and I/Ic are positive, and an intensity is not negative.",
                "Look at the line.");
        }

        sticks.Add(new(phase < 0 ? Path.GetFileNameWithoutExtension(file) : fields[phase], place, height, stated, number));
    }

    private IReadOnlyList<PowderLines> Phases()
    {
        double wavelength = Only(Wavelength, givenWavelength)
            ?? throw Error(1, null, "The wavelength is missing.", "Give it in Å, or write '# wavelength: 1.5406' into the file.");
        if (Wavelengths.Problem(wavelength) is string problem)
        {
            throw Error(comments.GetValueOrDefault(Wavelength, (0, 1)).Line, null, problem, "Give the wavelength in Å.");
        }

        return sticks.Count == 0
            ? throw Error(1, null, "There are no lines.", "Write a line of the file for each line of a phase.")
            : [.. sticks.GroupBy(stick => stick.Phase).Select(group => PhaseOf([.. group], wavelength))];
    }

    private PowderLines PhaseOf(Stick[] lines, double wavelength)
    {
        double strongest = lines.Max(line => line.Intensity);
        double? ofColumn = lines.FirstOrDefault(line => line.StatedRatio != null)?.StatedRatio;
        double ratioOfPhase = ofColumn ?? Only(Ratio, givenRatio) ?? throw Error(
            lines[0].Line,
            null,
            $"I/Ic of {lines[0].Phase} is missing.",
            "Give it, or write '# rir: 2.14' or a column rir into the file.");
        if (lines.FirstOrDefault(line => line.StatedRatio is double other && other != ratioOfPhase) is Stick odd)
        {
            throw Error(
                odd.Line,
                ratio + 1,
                $"I/Ic of {odd.Phase} is {odd.StatedRatio}, and was {ratioOfPhase}.",
                "It is one number of a phase.");
        }

        if (strongest == 0)
        {
            throw Error(
                lines[0].Line, null, $"All intensities of {lines[0].Phase} are 0.", "Give what was measured or computed.");
        }

        IEnumerable<Stick> placed = lines.Select(line => line with { Place = SpacingOf(line, wavelength) });
        Stick[] ordered = [.. placed.OrderByDescending(line => line.Place)];
        return new(
            lines[0].Phase,
            wavelength,
            monochromator: null,
            [.. ordered.Select(line => line.Place)],
            [.. ordered.Select(line => ratioOfPhase * line.Intensity / strongest)]);
    }

    private double SpacingOf(Stick line, double wavelength)
    {
        double spacing = isSpacing ? line.Place : 0.5 * wavelength / Math.Sin(0.5 * line.Place * Math.PI / 180);
        return isSpacing || line.Place < 180 ? spacing : throw Error(
            line.Line, angle + 1, $"2 theta is {line.Place} degrees.", "It is below 180.");
    }

    /// <summary>What was given and what the file says: one of them, or both where they agree.</summary>
    private double? Only(string key, double? given)
    {
        const double Tolerance = 1e-3;
        if (!comments.TryGetValue(key, out (double Value, int Line) stated))
        {
            return given;
        }

        return given is not double other || Math.Abs(other / stated.Value - 1) < Tolerance ? stated.Value : throw Error(
            stated.Line, null, $"The {key} of the file is {stated.Value}, and {other} was given.", "Give the one that is right.");
    }

    private int Column(string[] names) => Array.FindIndex(header!, names.Contains);

    private double Number(string text, int line, int? column) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Error(line, column, $"'{text}' is no number.", "Write a number with a decimal point.");

    private static string[] Fields(string line)
    {
        int separator = line.AsSpan().IndexOfAny('\t', ';');
        return [.. line.Split(separator < 0 ? ',' : line[separator]).Select(field => field.Trim().Trim('"'))];
    }

    private MeasurementFormatException Error(int line, int? column, string problem, string advice) =>
        new(problem, advice, file, line, column);

    /// <summary>A line of a phase as it was written.</summary>
    private sealed record Stick(string Phase, double Place, double Intensity, double? StatedRatio, int Line);
}
