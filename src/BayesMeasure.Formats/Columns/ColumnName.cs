namespace BayesMeasure.Formats.Columns;

/// <summary>What a header says of a column: its name and its unit.</summary>
/// <param name="Header">The whole field.</param>
/// <param name="Name">The name without the unit; empty where there is none.</param>
/// <param name="Unit">The unit; null where there is none.</param>
internal sealed record ColumnName(string Header, string Name, string? Unit)
{
    private static readonly HashSet<string> Uncertainties = new(
        [
            "sigma", "sig", "error", "errors", "err", "e", "std", "stdev", "std dev", "sd", "esd", "e.s.d.", "uncertainty", "unc",
            "dy", "yerr", "y err", "y error", "ey", "sy", "σ", "±", "+-", "+/-", "standard deviation",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Prefixes =
        ["d", "δ", "Δ", "e", "sigma_", "sigma ", "err_", "error_", "error ", "std_", "s_", "σ_", "σ"];

    private static readonly string[] Suffixes =
    [
        "_err", "_error", "_errors", "_sigma", "_std", "_sd", "_esd", "_unc", "_uncertainty",
        "err", " err", " error", " sigma", " std",
    ];

    private static readonly HashSet<string> Units = new(
        [
            "nm", "µm", "um", "μm", "mm", "cm", "m", "pm", "Å", "A", "Angstrom", "Ang", "eV", "keV", "meV", "MeV", "GeV",
            "J", "K", "°C", "C", "cm-1", "cm^-1", "1/cm", "cm⁻¹", "1/nm", "nm-1", "nm^-1", "1/Å", "Å-1", "1/A", "A-1",
            "A^-1", "Å^-1", "Å⁻¹", "deg", "degree", "degrees", "°", "rad", "mrad", "s", "ms", "us", "µs", "μs", "ns", "ps",
            "fs", "min", "h", "Hz", "kHz", "MHz", "GHz", "THz", "T", "mT", "G", "Oe", "V", "mV", "kV", "mA", "µA", "nA",
            "ppm", "mm/s", "ch", "channel", "channels",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether the name says that the column has standard deviations.</summary>
    public bool IsUncertainty => Uncertainties.Contains(Name);

    /// <summary>A field of a header, with a unit in brackets or parentheses at its end: "energy (eV)", "energy [eV]".</summary>
    public static ColumnName Parse(string header)
    {
        int open = header.LastIndexOfAny(['(', '[']);
        if (open <= 0 || !IsBracketed(header.AsSpan(open)))
        {
            return new(header, header, null);
        }

        string name = header[..open].Trim();
        string unit = header[(open + 1)..^1].Trim();
        return name.Length > 0 && unit.Length > 0 ? new(header, name, unit) : new(header, header, null);
    }

    /// <summary>Where white space separates, "energy (eV)" is two fields: joins the unit to its name.</summary>
    public static string[] JoinUnits(string[] fields)
    {
        var joined = new List<string>();
        foreach (string field in fields)
        {
            if (joined.Count > 0 && IsBracketed(field))
            {
                joined[^1] += $" {field}";
            }
            else
            {
                joined.Add(field);
            }
        }

        return [.. joined];
    }

    /// <summary>Whether a line below the names says units: that of x is a known one, or all stand in brackets.</summary>
    public static bool AreUnits(string[] fields) =>
        Units.Contains(fields[0]) || fields.All(field => IsBracketed(field));

    /// <summary>The unit of a field of such a line; null for none.</summary>
    public static string? UnitOf(string field)
    {
        string unit = IsBracketed(field) ? field[1..^1].Trim() : field;
        return unit is "" or "-" or "1" ? null : unit;
    }

    /// <summary>Whether a column is chosen by this name, with or without its unit, in any case.</summary>
    public bool Is(string name) => Header.Equals(name, StringComparison.OrdinalIgnoreCase) || Bare(name);

    /// <summary>Whether the column has the standard deviations of another one: dI of I, counts_err of counts.</summary>
    public bool IsUncertaintyOf(ColumnName other) => other.Name.Length > 0
        && (Array.Exists(Prefixes, prefix => Bare(prefix + other.Name)) || Array.Exists(
            Suffixes, suffix => Bare(other.Name + suffix)));

    private static bool IsBracketed(ReadOnlySpan<char> text) => text is ['(', .., ')'] or ['[', .., ']'];

    private bool Bare(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
