using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Measurements;
using BayesMeasure.Problems.Structures;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>What is read from a CIF, and what is refused.</summary>
public class CifTests
{
    private const string Cell = """
        _cell_length_a 4.2(1)
        _cell_length_b 4.2(1)
        _cell_length_c 4.2(1)
        _cell_angle_alpha 90
        _cell_angle_beta 90.
        _cell_angle_gamma 90.00(2)
        """;

    private const string Group = "_symmetry_space_group_name_H-M 'F m -3 m'\n";

    private const string Atoms = """
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        _atom_site_occupancy
        _atom_site_U_iso_or_equiv
        Mg1 Mg2+ 0 0 0 1 0.0063(2)
        O1 O2- 0.5 .5 5.0e-1 1 ?
        """;

    [Fact]
    public void Numbers_may_be_uncertain_and_values_unknown()
    {
        Crystal crystal = Only(Cell + "\n" + Group + Atoms);
        Assert.Equal(new UnitCell(4.2, 4.2, 4.2, 90, 90, 90), crystal.Cell);
        Assert.Equal("Mg4 O4", crystal.Contents);
        Assert.Equal(8 * Math.PI * Math.PI * 0.0063, crystal.Sites[0].B, 12);
        Assert.Equal(CrystalSite.UsualB, crystal.Sites[1].B);
        Assert.Contains("0.5", Assert.Single(crystal.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_symmetry_space_group_name_H-M 'F m -3 m'")]
    [InlineData("_space_group_name_H-M_alt \"Fm-3m\"")]
    [InlineData("_space_group_name_Hall '-F 4 2 3'")]
    [InlineData("_symmetry_Int_Tables_number 225")]
    [InlineData("_space_group.IT_number 225")]
    [InlineData("_space_group_name_H-M_alt\n;\nF m 3 m\n;")]
    public void Symmetry_is_read_from_each_of_its_names(string symmetry) =>
        Assert.Equal("Mg4 O4", Only($"{Cell}\n{symmetry}\n{Atoms}").Contents);

    [Fact]
    public void The_setting_of_rhombohedral_axes_follows_from_the_cell()
    {
        Crystal crystal = Only("""
            _cell_length_a 5.128
            _cell_length_b 5.128
            _cell_length_c 5.128
            _cell_angle_alpha 55.28
            _cell_angle_beta 55.28
            _cell_angle_gamma 55.28
            _symmetry_space_group_name_H-M 'R -3 c'
            loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
            Al1 .3522 .3522 .3522 O1 .5563 -.0563 .25
            """);
        Assert.Equal("Al4 O6", crystal.Contents);
        Assert.Contains(crystal.Remarks, remark => remark.Contains("Al1 as Al, O1 as O", StringComparison.Ordinal));
    }

    [Fact]
    public void A_formula_that_the_cell_contradicts_is_remarked_on() => Assert.Contains(
        Only($"{Cell}\n_chemical_formula_sum 'Mg O2'\n_cell_formula_units_Z 4\n{Group}{Atoms}").Remarks,
        remark => remark == "The cell holds Mg4 O4, and the formula says 4 × Mg O2.");

    // At origin 2 the atoms of zinc would lie on the positions of iron's.
    [Fact]
    public void Of_two_origins_the_formula_tells()
    {
        string text = ReferenceStructures.Cif("ZnFe2O4");
        int operations = text.IndexOf("loop_", StringComparison.Ordinal);
        string symbol = text[..operations] + "_chemical_formula_sum 'Zn Fe2 O4'\n_cell_formula_units_Z 8\n"
            + text[text.LastIndexOf("loop_", StringComparison.Ordinal)..];
        Crystal listed = Single(text);
        Crystal named = Single(symbol);
        Assert.Equal(listed.Contents, named.Contents);
        Assert.Contains(named.Remarks, remark => remark.Contains(":1", StringComparison.Ordinal));
    }

    [Fact]
    public void Quotes_end_where_blank_follows_and_texts_take_lines() => Assert.Equal(
        "a dog's life",
        Only($"_chemical_name_common 'a dog's life'\n_publ_text\n;\ndata_none\nloop_\n;\n{Cell}\n{Group}{Atoms}").Name);

    [Fact]
    public void Each_block_with_atoms_is_a_structure()
    {
        string block = $"{Cell}\n{Group}{Atoms}\n";
        IReadOnlyList<Crystal> crystals = CifFile.Parse("two.cif", $"data_a\n{block}data_none\n_x 1\ndata_b\n{block}");
        Assert.Equal(["a", "b"], crystals.Select(crystal => crystal.Name));
    }

    [Fact]
    public void Atoms_share_a_site()
    {
        string mixed = Atoms.Replace("Mg1 Mg2+ 0 0 0 1 ", "Mg1 Mg 0 0 0 0.75 ", StringComparison.Ordinal)
            + "\nFe1 Fe 0 0 0 0.25 .01";
        Assert.Equal("Fe1 Mg3 O4", Only($"{Cell}\n{Group}{mixed}").Contents);
    }

    [Fact]
    public void Rounded_special_positions_are_one_atom()
    {
        Crystal zincite = Single(ReferenceStructures.Cif("ZnO").Replace("0.33333", "0.333", StringComparison.Ordinal)
            .Replace("0.66667", "0.667", StringComparison.Ordinal));
        Assert.Equal("O2 Zn2", zincite.Contents);
    }

    [Fact]
    public void A_tensor_gives_its_trace()
    {
        string tensor = "\nloop_ _atom_site_aniso_label _atom_site_aniso_U_11 _atom_site_aniso_U_22 _atom_site_aniso_U_33 "
            + "_atom_site_aniso_U_12 _atom_site_aniso_U_13 _atom_site_aniso_U_23\nO1 .01 .02 .03 0 0 0";
        Assert.Equal(8 * Math.PI * Math.PI * 0.02, Only($"{Cell}\n{Group}{Atoms}{tensor}").Sites[1].B, 12);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello world", "data_")]
    [InlineData("data_a _cell_length_a", "_cell_length_a has no value")]
    [InlineData("data_a 5", "no tag")]
    [InlineData("data_a _title 'open", "does not end")]
    [InlineData("data_a _title\n;open", "does not end")]
    [InlineData("data_a loop_ 1 2", "no tags")]
    [InlineData("data_a loop_ _p _q 1 2 3", "_p has 3 values")]
    [InlineData("data_a _p 1 _p 2", "_p was given before")]
    [InlineData("data_a save_frame", "save_frame")]
    [InlineData("data_a loop_ _pd_meas_counts_total 1 2 3", "powder pattern")]
    [InlineData("data_a _p 1", "no atoms")]
    public void What_is_no_structure_is_refused(string text, string word) => RequireRefused(text, word);

    [Theory]
    [InlineData("0.5 .5 5.0e-1 1 ?", "0.5 .5 x 1 ?", "_atom_site_fract_z is 'x'")]
    [InlineData("0.5 .5 5.0e-1 1 ?", "0.5 .5 5.0e-1 1.7 ?", "_atom_site_occupancy is 1.7")]
    [InlineData("O2-", "Xx", "'Xx', which is no element")]
    [InlineData("0.5 .5 5.0e-1", "0.02 0 0", "O1")]
    [InlineData("0.5 .5 5.0e-1", "0 0 0", "clash")]
    [InlineData("4.2(1)\n_cell_length_c", "5.2(1)\n_cell_length_c", "symmetry")]
    [InlineData("4.2(1)", "0.42(1)", "edge")]
    [InlineData("4.2(1)", "?", "no _cell_length")]
    [InlineData("4.2(1)", "42.0", "density")]
    [InlineData("90.00(2)", "190", "gamma")]
    [InlineData("'F m -3 m'", "?", "no symmetry")]
    [InlineData("'F m -3 m'", "'Q m -3 m'", "no symbol")]
    public void A_wrong_structure_is_refused(string right, string wrong, string word) =>
        RequireRefused($"data_a\n{Cell}\n{Group}{Atoms}".Replace(right, wrong, StringComparison.Ordinal), word);

    [Theory]
    [InlineData("x,y,z", "identity")]
    [InlineData("'x,y,z' '-x,y,z' '-y,x,z'", "no group")]
    [InlineData("'x,y,z' 'x,y'", "no operation")]
    public void A_wrong_list_of_operations_is_refused(string operations, string word) => RequireRefused(
        $"data_a\n{Cell}\n{Group}{Atoms}\nloop_ _symmetry_equiv_pos_as_xyz {operations}", word);

    [Fact]
    public void An_error_names_file_and_line()
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(
            () => CifFile.Parse("a.cif", $"data_a\n{Cell}\n{Group}{Atoms}".Replace("O2-", "Xx", StringComparison.Ordinal)));
        Assert.Equal(("a.cif", 18), (error.File, error.Line!.Value));
        Assert.Equal(2, error.Message.Split('\n').Length);
    }

    private static void RequireRefused(string text, string word)
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(() => CifFile.Parse("a.cif", text));
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split('\n').Length);
    }

    private static Crystal Only(string text) => Single($"data_a\n{text}");

    private static Crystal Single(string text) => Assert.Single(CifFile.Parse("a.cif", text));
}
