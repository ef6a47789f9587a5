using BayesMeasure.Diffraction.Crystals;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>
/// The symmetry that a block states: its list of operations where there is one, else Hall's symbol, else the Hermann-Mauguin
/// symbol, else the number of the space group.
/// </summary>
/// <param name="block">The block.</param>
/// <param name="cell">Its cell, which tells settings apart.</param>
/// <param name="sites">Its sites, which tell origins apart.</param>
/// <param name="remarks">Takes what was assumed.</param>
internal sealed class CifSymmetry(CifBlock block, UnitCell cell, CrystalSite[] sites, List<string> remarks)
{
    private const string GiveOperations = "Add the list _space_group_symop_operation_xyz.";

    /// <summary>Finds the group.</summary>
    /// <returns>How it was named, and the operations.</returns>
    public (string Name, SymmetryGroup Group) Find()
    {
        CifToken? hall = block.Value("_space_group_name_hall", "_symmetry_space_group_name_hall");
        CifToken? symbol = block.Value(
            "_space_group_name_h-m_alt",
            "_symmetry_space_group_name_h-m",
            "_space_group_name_h-m_ref",
            "_space_group_name_h-m_full");
        CifToken? number = block.Value("_space_group_it_number", "_symmetry_int_tables_number");
        string? name = symbol?.Text ?? hall?.Text;
        if (block.Column("_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz") is { } listed)
        {
            SymmetryGroup group = Listed(listed);
            RequireWhole(group, listed[0], symbol, number);
            return (name ?? $"{group.Operations.Count} operations", group);
        }

        if (hall is CifToken spelt)
        {
            if (HallSymbol.Parse(spelt.Text) is SymmetryGroup group)
            {
                return (name!, group);
            }

            remarks.Add($"Hall's symbol '{CifBlock.Short(spelt.Text)}' could not be read, and was passed over.");
        }

        SpaceGroupSetting setting = Choose(Named(symbol, number));
        return (setting.ToString(), setting.Group());
    }

    private SymmetryGroup Listed(IReadOnlyList<CifToken> listed)
    {
        List<SymmetryOperation> operations = [];
        foreach (CifToken value in listed)
        {
            operations.Add(SymmetryOperation.Parse(value.Text) ?? throw block.Error(
                value.Line,
                $"_space_group_symop_operation_xyz is '{CifBlock.Short(value.Text)}', which is no operation.",
                "Write an operation such as -x, y+1/2, -z."));
        }

        return SymmetryGroup.OfAll(operations) ?? throw block.Error(
            listed[0].Line,
            $"The {listed.Count} operations of _space_group_symop_operation_xyz are no group: one is missing or wrong.",
            "List all operations, those of the centring included, or leave the list out for the symbol of the space group.");
    }

    /// <summary>A list that is shorter than the symbol says is another structure, unless the symbol is wrong.</summary>
    private void RequireWhole(SymmetryGroup group, CifToken first, CifToken? symbol, CifToken? number)
    {
        IReadOnlyList<SpaceGroupSetting> named = symbol is CifToken text ? SpaceGroupSetting.OfSymbol(text.Text) : [];
        if (named.Count == 0 && number is CifToken digits && int.TryParse(digits.Text, out int known))
        {
            named = SpaceGroupSetting.OfNumber(known);
        }

        if (named.Count == 0 || named.Any(setting => setting.Group().Operations.Count == group.Operations.Count))
        {
            return;
        }

        if (group.Operations.Count == 1)
        {
            throw block.Error(
                first.Line,
                $"_space_group_symop_operation_xyz lists the identity alone, but the space group is {named[0]}.",
                "Leave the list out where the symbol is right, or write 'P 1' where all atoms are listed.");
        }

        remarks.Add($"{group.Operations.Count} operations are listed, and {named[0]} has {named[0].Group().Operations.Count}: "
            + "the list was taken.");
    }

    private IReadOnlyList<SpaceGroupSetting> Named(CifToken? symbol, CifToken? number)
    {
        if (symbol is CifToken text)
        {
            return SpaceGroupSetting.OfSymbol(text.Text) is { Count: > 0 } named ? named : throw block.Error(
                text.Line, $"'{CifBlock.Short(text.Text)}' is no symbol of a space group.", GiveOperations);
        }

        if (number is not CifToken digits)
        {
            throw block.Error(block.Line, "The structure has no symmetry: neither operations nor a space group.", GiveOperations);
        }

        double value = block.Number(digits, "_space_group_IT_number");
        return value is >= 1 and <= 230 && value == Math.Floor(value)
            ? SpaceGroupSetting.OfNumber((int)value)
            : throw block.Error(
                digits.Line, $"There is no space group {CifBlock.Short(digits.Text)}, but 1 to 230.", GiveOperations);
    }

    /// <summary>The usual setting of those that fit the cell; of two origins, the one at which the atoms have room.</summary>
    private SpaceGroupSetting Choose(IReadOnlyList<SpaceGroupSetting> named)
    {
        SpaceGroupSetting[] fitting = [.. named.Where(setting => setting.Group().Fits(cell))];
        if (fitting.Length == 0)
        {
            throw block.Error(
                block.Line, $"The cell does not have the symmetry {named[0]}.", "Look at edges, angles and space group.");
        }

        SpaceGroupSetting[] origins = [.. fitting.Where(setting => setting.Symbol == fitting[0].Symbol)];
        if (origins.Length == 1)
        {
            return fitting[0];
        }

        SpaceGroupSetting[] possible = [.. origins.Where(HasRoom)];
        if (possible.Length != 1)
        {
            throw block.Error(
                block.Line,
                $"{fitting[0].Symbol} has the settings {string.Join(" and ", origins.Select(one => one.Choice))}, and neither "
                    + "the file nor its atoms say which it is.",
                GiveOperations);
        }

        remarks.Add($"The setting {possible[0]} was taken: at the other one, atoms or the formula do not fit.");
        return possible[0];
    }

    private bool HasRoom(SpaceGroupSetting setting) =>
        Crystal.Build(block.Name, cell, setting.ToString(), setting.Group(), sites).Crystal is Crystal crystal
        && CifFormula.Contradicted(block, crystal.Contents) is null;
}
