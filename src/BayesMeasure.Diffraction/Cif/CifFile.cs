using System.Text;
using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Measurements;
using BayesMeasure.Reports;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>
/// Reads crystal structures from a CIF. What a file does not say and was assumed is a remark of the crystal; what nothing tells
/// is refused.
/// </summary>
public static class CifFile
{
    private const string OtherFile = "Give a CIF with a crystal structure: cell, symmetry and atoms.";
    private const string OtherStructure = "Look at cell, symmetry and atoms, or ask its database for the file again.";

    private static readonly string[] EdgeTags = ["_cell_length_a", "_cell_length_b", "_cell_length_c"];
    private static readonly string[] AngleTags = ["_cell_angle_alpha", "_cell_angle_beta", "_cell_angle_gamma"];
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads all structures of a file: one of each data block that has atoms.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The structures, one at least, in the order of the file.</returns>
    /// <exception cref="MeasurementFormatException">
    /// The file is no CIF, or has no structure, or one that contradicts itself; the message names file, line and tag.
    /// </exception>
    public static IReadOnlyList<Crystal> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Parse(Path.GetFileName(path), Decoded(BoundedFile.Read(path, OtherFile)));
    }

    /// <summary>Reads all structures of a text.</summary>
    /// <param name="name">What the text is called in messages, such as the name of its file.</param>
    /// <param name="text">The text.</param>
    /// <returns>The structures, one at least.</returns>
    /// <exception cref="MeasurementFormatException">As by <see cref="Read"/>.</exception>
    public static IReadOnlyList<Crystal> Parse(string name, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(text);
        IReadOnlyList<CifBlock> blocks = CifDocument.Parse(name, text.Replace("\r\n", "\n").Replace('\r', '\n'));
        Crystal[] crystals = [.. blocks.Where(CifSites.AreIn).Select(block => ReadCrystal(block, blocks.Count))];
        return crystals.Length > 0
            ? crystals
            : throw new MeasurementFormatException(Missing(blocks), OtherFile, name);
    }

    private static string Missing(IReadOnlyList<CifBlock> blocks)
    {
        bool hasPattern = blocks.Any(block => block.Column(
            "_pd_meas_counts_total", "_pd_meas_intensity_total", "_pd_proc_intensity_total", "_pd_calc_intensity_total",
            "_pd_proc_intensity_net") != null);
        return blocks.Count == 0 ? "The file is empty."
            : hasPattern ? "The file has a powder pattern, and no atoms (_atom_site_fract_x)."
            : "The file has no atoms with coordinates in a cell (_atom_site_fract_x).";
    }

    private static Crystal ReadCrystal(CifBlock block, int blocks)
    {
        List<string> remarks = [];
        UnitCell cell = ReadCell(block);
        CifSites atoms = CifSites.Of(block, cell, remarks);
        (string symmetry, SymmetryGroup group) = new CifSymmetry(block, cell, atoms.Sites, remarks).Find();
        (Crystal? crystal, string? problem, int? site) =
            Crystal.Build(NameOf(block, blocks), cell, PrintableText.Of(symmetry), group, atoms.Sites, remarks);
        if (crystal == null)
        {
            throw block.Error(site is int i ? atoms.Lines[i] : block.Line, problem!, OtherStructure);
        }

        if (CifFormula.Contradicted(block, crystal.Contents) is string expected)
        {
            remarks.Add(PrintableText.Of($"The cell holds {crystal.Contents}, and the formula says {expected}."));
        }

        return crystal;
    }

    private static UnitCell ReadCell(CifBlock block)
    {
        double[] edges = [.. EdgeTags.Select(tag => Required(block, tag))];
        double[] angles = [.. AngleTags.Select(tag => Required(block, tag))];
        UnitCell cell = new(edges[0], edges[1], edges[2], angles[0], angles[1], angles[2]);
        return cell.Problem() is string problem
            ? throw block.Error(block.Value(EdgeTags[0])!.Value.Line, problem, OtherStructure)
            : cell;
    }

    private static double Required(CifBlock block, string tag) => block.Value(tag) is CifToken value
        ? block.Number(value, tag)
        : throw block.Error(block.Line, $"The structure has no {tag}.", "Give edges in Å and angles in degrees, all six.");

    /// <summary>The name of the mineral or the compound; of several blocks, with the name of the block.</summary>
    private static string NameOf(CifBlock block, int blocks)
    {
        string? compound = block.Value("_chemical_name_mineral", "_chemical_name_common")?.Text.Trim();
        string name = compound is not { Length: > 0 } ? block.Name
            : blocks == 1 || compound == block.Name ? compound : $"{compound} ({block.Name})";
        return name.Length == 0 ? "crystal" : CifBlock.Short(PrintableText.Of(name));
    }

    /// <summary>UTF-8, and else Latin-1, in which older files write names of authors.</summary>
    private static string Decoded(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
