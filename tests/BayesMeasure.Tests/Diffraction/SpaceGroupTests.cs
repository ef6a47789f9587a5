using BayesMeasure.Diffraction.Crystals;

namespace BayesMeasure.Tests.Diffraction;

public class SpaceGroupTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 230)];

    /// <summary>What Hall's symbols generate is a group, and settings of one number differ by centrings alone.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void Settings_of_a_number_are_groups_of_one_class(int number)
    {
        IReadOnlyList<SpaceGroupSetting> settings = SpaceGroupSetting.OfNumber(number);
        Assert.NotEmpty(settings);
        foreach (SpaceGroupSetting setting in settings)
        {
            SymmetryGroup group = setting.Group();
            Assert.NotNull(SymmetryGroup.OfAll(group.Operations));
            Assert.Equal(Order(settings[0].Group()), Order(group));
        }
    }

    [Theory]
    [InlineData("P1", 1)]
    [InlineData("P 1 21/c 1", 4)]
    [InlineData("P n m a", 8)]
    [InlineData("I41/amd:2", 32)]
    [InlineData("R-3c:H", 36)]
    [InlineData("R-3c:R", 12)]
    [InlineData("P63/mmc", 24)]
    [InlineData("Ia-3", 48)]
    [InlineData("Fm-3m", 192)]
    public void A_space_group_has_its_operations(string symbol, int count) =>
        Assert.Equal(count, Assert.Single(SpaceGroupSetting.OfSymbol(symbol)).Group().Operations.Count);

    [Theory]
    [InlineData("Fd-3m:2", "F d -3 m:2")]
    [InlineData("F d 3 m S", "F d -3 m:1")]
    [InlineData("Fd-3mZ", "F d -3 m:2")]
    [InlineData("Fm3m", "F m -3 m")]
    [InlineData("p21/C", "P 1 21/c 1")]
    [InlineData("P21/n", "P 1 21/n 1")]
    [InlineData("R -3 m H", "R -3 m:H")]
    [InlineData("R-3mR", "R -3 m:R")]
    [InlineData("Cmce", "C m c a")]
    [InlineData("P_63_m_c", "P 63 m c")]
    public void Symbols_are_known_as_files_write_them(string written, string symbol) =>
        Assert.Equal(symbol, SpaceGroupSetting.OfSymbol(written)[0].ToString());

    // Origins 1 and 2 of a diamond lattice, by the shift of 1/8 that International Tables A give.
    [Fact]
    public void Two_origins_are_a_shift_apart()
    {
        IReadOnlyList<SpaceGroupSetting> settings = SpaceGroupSetting.OfSymbol("Fd-3m");
        (double X, double Y, double Z)[] first = Positions(settings[0], 0);
        (double X, double Y, double Z)[] second = Positions(settings[1], 0.125);
        Assert.Equal(8, first.Length);
        Assert.Equal(8, second.Length);
    }

    [Theory]
    [InlineData("x,y")]
    [InlineData("x,y,w")]
    [InlineData("x,x,z")]
    [InlineData("x+1/7,y,z")]
    [InlineData("x,y,z,")]
    [InlineData("3x,y,z")]
    public void What_is_no_operation_is_not_read(string text) => Assert.Null(SymmetryOperation.Parse(text));

    [Theory]
    [InlineData("-x+1/2, Y ,z-1/4", "120 0 180")]
    [InlineData("1/2-x,.5+y,0.333-z", "120 120 80")]
    [InlineData("+x+y,-y,z", "0 0 0")]
    public void An_operation_is_read_in_any_order(string text, string translation) =>
        Assert.Equal(translation, string.Join(' ', SymmetryOperation.Parse(text)!.Translation.ToArray()));

    /// <summary>The order of the point group: operations without centrings.</summary>
    private static int Order(SymmetryGroup group) => group.Operations.Count / (1 + group.Centrings.Count());

    private static (double X, double Y, double Z)[] Positions(SpaceGroupSetting setting, double x)
    {
        CrystalSite site = new("C1", "C", x, x, x);
        UnitCell cell = new(3.567, 3.567, 3.567, 90, 90, 90);
        return [.. AtomsInCell.Of(cell, setting.Group(), [site]).Positions];
    }
}
