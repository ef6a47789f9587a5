namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// VAMAS, ISO 14976: a value a line, without a label; what a line means follows from those before it. Dench, Hazell and Seah,
/// Surface and Interface Analysis 13, 63 (1988). Each block is a curve, and each further variable of it, such as the
/// transmission, another one.
/// </summary>
internal sealed class VamasFormat : IMeasurementFormat
{
    private const string FirstLine = "VAMAS Surface Chemical Analysis Standard Data Transfer Format";

    private static readonly string[] MapModes = ["MAP", "MAPDP"];
    private static readonly string[] RegionModes = ["MAP", "MAPDP", "NORM", "SDP"];
    private static readonly string[] Modes = ["MAP", "MAPDP", "MAPSV", "MAPSVDP", "NORM", "SDP", "SDPSV", "SEM", "NOEXP"];

    /// <inheritdoc/>
    public string Name => "VAMAS (ISO 14976)";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content) =>
        content.IsText && content.Lines.Count > 0 && content.Lines[0].TrimStart().StartsWith(
            FirstLine, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        var lines = new LineReader(content, "VAMAS");
        lines.Skip(5, "identifiers");
        lines.Skip(lines.Count("number of lines in comment"), "comment");
        string mode = lines.Text("experiment mode");
        string scan = lines.Text("scan mode");
        RequireKnown(lines, mode, scan);
        lines.Skip(RegionModes.Contains(mode) ? 1 : 0, "number of spectral regions");
        lines.Skip(MapModes.Contains(mode) ? 3 : 0, "analysis positions");
        int variables = lines.Count("number of experimental variables");
        lines.Skip(2 * variables, "experimental variables");
        RequireNone(lines, "parameters that are left out of blocks");
        lines.Skip(lines.Count("number of manually entered items"), "manually entered items");
        RequireNone(lines, "entries of a future upgrade in the experiment");
        RequireNone(lines, "entries of a future upgrade in blocks");
        int count = lines.Count("number of blocks");
        var curves = new List<FoundCurve>();
        var further = new List<FoundCurve>();
        for (int block = 0; block < count; block++)
        {
            VamasBlock read = VamasBlock.Read(lines, mode, scan == "REGULAR", variables);
            AddCurves(curves, further, read);
        }

        return [.. curves, .. further];
    }

    private static void AddCurves(List<FoundCurve> curves, List<FoundCurve> further, VamasBlock block)
    {
        int twins = curves.Count(
            curve => curve.Name == block.Name || curve.Name.StartsWith($"{block.Name} (", StringComparison.Ordinal));
        string name = twins == 0 ? block.Name : $"{block.Name} ({twins + 1})";
        curves.Add(new(name, () => block.Curve(0)));
        for (int variable = 1; variable < block.Ordinates.Count; variable++)
        {
            int other = variable;
            further.Add(new($"{name}: {block.Ordinates[variable].Label}", () => block.Curve(other)));
        }
    }

    private static void RequireKnown(LineReader lines, string mode, string scan)
    {
        if (!Modes.Contains(mode) || scan is not ("REGULAR" or "IRREGULAR"))
        {
            throw lines.Fail(
                $"The experiment mode \"{mode}\" with the scan mode \"{scan}\" is not read.",
                "Only regular and irregular scans are. Export the region as text with columns.");
        }
    }

    private static void RequireNone(LineReader lines, string what)
    {
        int count = lines.Integer($"number of {what}");
        if (count != 0)
        {
            throw lines.Fail($"The file has {what} ({count}), which is not read.", "Export the region as text with columns.");
        }
    }
}
