namespace BayesMeasure.Formats.Instruments;

/// <summary>A variable of a block.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Unit">Its unit; null for none.</param>
/// <param name="Values">Its values.</param>
internal sealed record VamasVariable(string Label, string? Unit, double[] Values);

/// <summary>A block of a VAMAS file: one region of a spectrum.</summary>
/// <param name="Name">Its identifier, and its species where that says more.</param>
/// <param name="X">Where was measured.</param>
/// <param name="Ordinates">What was measured, and what belongs to it, such as the transmission.</param>
internal sealed record VamasBlock(string Name, VamasVariable X, IReadOnlyList<VamasVariable> Ordinates)
{
    private const double NotGiven = 1e36;
    private const string NoUnit = "d";

    private static readonly string[] FieldModes = ["MAP", "MAPDP", "MAPSV", "MAPSVDP", "SEM"];
    private static readonly string[] LineModes = ["MAPSV", "MAPSVDP", "SEM"];
    private static readonly string[] DepthModes = ["MAPDP", "MAPSVDP", "SDP", "SDPSV"];
    private static readonly string[] MapModes = ["MAP", "MAPDP"];

    private static readonly string[] SputteringTechniques =
        ["FABMS", "FABMS energy spec", "ISS", "SIMS", "SIMS energy spec", "SNMS", "SNMS energy spec"];

    private static readonly string[] ElectronTechniques = ["AES diff", "AES dir", "EDX", "ELS", "UPS", "XPS", "XRF"];

    /// <summary>A variable over x.</summary>
    public CurveData Curve(int variable)
    {
        VamasVariable y = Ordinates[variable];
        return new(X.Values, y.Values)
        {
            XName = X.Label,
            XUnit = X.Unit,
            YName = y.Label,
            YUnit = y.Unit,
            Remarks = variable == 0 && Ordinates.Any(
                other => other.Label.Contains("transmission", StringComparison.OrdinalIgnoreCase))
                ? [$"\"{y.Label}\" is as it was counted, not divided by the transmission of the analyser that the file has."]
                : [],
        };
    }

    /// <summary>Reads a block.</summary>
    /// <param name="lines">The lines, at the start of the block.</param>
    /// <param name="mode">The experiment mode.</param>
    /// <param name="isRegular">Whether x has even steps; else it is the first variable.</param>
    /// <param name="variables">The number of experimental variables.</param>
    public static VamasBlock Read(LineReader lines, string mode, bool isRegular, int variables)
    {
        string name = lines.Text("block identifier");
        string sample = lines.Text("sample identifier");
        lines.Skip(7, "date and time");
        lines.Skip(lines.Count("number of lines in block comment"), "block comment");
        string technique = lines.Text("technique");
        lines.Skip(MapModes.Contains(mode) ? 2 : 0, "coordinates");
        lines.Skip(variables, "values of experimental variables");
        lines.Skip(1, "source label");
        lines.Skip(DepthModes.Contains(mode) || SputteringTechniques.Contains(technique) ? 3 : 0, "sputtering ion");
        lines.Skip(4, "energy, strength and beam of the source");
        lines.Skip(FieldModes.Contains(mode) ? 2 : 0, "field of view");
        lines.Skip(LineModes.Contains(mode) ? 6 : 0, "line scan");
        lines.Skip(4, "angles of the source, and mode and energy of the analyser");
        lines.Skip(technique == "AES diff" ? 1 : 0, "differential width");
        lines.Skip(7, "analyser: magnification, work function, bias, widths, angles");
        lines.Skip(3, "species, transition, charge");
        return ReadData(lines, name.Length > 0 ? name : sample, mode, technique, isRegular);
    }

    private static VamasBlock ReadData(LineReader lines, string name, string mode, string technique, bool isRegular)
    {
        VamasVariable abscissa = new("x", null, []);
        double start = 0;
        double step = 0;
        if (isRegular)
        {
            abscissa = new(lines.Text("abscissa label"), UnitOf(lines.Text("abscissa unit")), []);
            start = lines.Number("abscissa start");
            step = lines.Number("abscissa increment");
        }

        int count = lines.Count("number of corresponding variables");
        VamasVariable[] variables = new VamasVariable[count];
        for (int i = 0; i < count; i++)
        {
            string label = lines.Text("variable label");
            variables[i] = new(label.Length > 0 ? label : $"variable {i + 1}", UnitOf(lines.Text("variable unit")), []);
        }

        lines.Skip(4, "signal mode, time, scans and correction");
        lines.Skip(DepthModes.Contains(mode) && ElectronTechniques.Contains(technique) ? 7 : 0, "sputtering source");
        lines.Skip(3, "tilt and rotation of the sample");
        lines.Skip(3 * lines.Count("number of additional parameters"), "additional parameters");
        variables = ReadOrdinates(lines, variables);
        if (variables.Length == 0 || (!isRegular && variables.Length == 1))
        {
            throw lines.Fail("The block has no variable for y.", "Export the region again.");
        }

        return isRegular
            ? new(name, abscissa with { Values = [.. variables[0].Values.Select((_, i) => start + i * step)] }, variables)
            : new(name, variables[0], variables[1..]);
    }

    /// <summary>The values of all variables at one x, then at the next.</summary>
    private static VamasVariable[] ReadOrdinates(LineReader lines, VamasVariable[] variables)
    {
        int count = lines.Count("number of ordinate values");
        lines.Skip(2 * variables.Length, "smallest and largest ordinates");
        if (variables.Length == 0 || count == 0 || count % variables.Length != 0)
        {
            throw lines.Fail($"There are {count} ordinate values for {variables.Length} variables.", "Export the region again.");
        }

        VamasVariable[] read = [.. variables.Select(variable => variable with { Values = new double[count / variables.Length] })];
        for (int i = 0; i < count; i++)
        {
            double value = lines.Number("ordinate value");
            read[i % read.Length].Values[i / read.Length] = value >= NotGiven ? double.NaN : value;
        }

        return read;
    }

    private static string? UnitOf(string unit) => unit is NoUnit or "" or "dimensionless" ? null : unit;
}
