namespace BayesMeasure.Amortized.Tests.Structures;

public class StructureLayoutTests
{
    private static readonly StructureFamily Family = MixedFamily.Of();

    [Fact]
    public void Every_structure_is_an_option_of_every_part()
    {
        Structure[] all = [.. Family.Layout.All()];
        Assert.Equal(2 * 4 * 3, all.Length);
        Assert.Equal(Family.Layout.Count, all.Length);
        Assert.Equal(1 + 3 + 2, Family.Decisions);
        Assert.Distinct(all);
        Assert.All(all, structure =>
        {
            Assert.True(Family.Layout.IsAllowed(structure));
            Assert.Equal(structure, Family.Layout.Of(Family.Layout.OptionsOf(structure)));
        });
        Assert.Equal(all.Length, Enumerable.Range(0, 1 << 8).Count(bits => Family.Layout.IsAllowed(new((ulong)bits))));
    }

    [Fact]
    public void A_structure_is_told_in_words()
    {
        Assert.Equal("line, 2 peak, background curved", Family.NameOf(Family.StructureOf("on", "2", "curved")));
        Assert.Equal("background flat", Family.NameOf(Family.StructureOf("off", "0", "flat")));
        Assert.Equal("none", ColumnFamily.Of(2).NameOf(new(0)));
    }

    [Fact]
    public void What_is_no_structure_is_refused()
    {
        Assert.Contains("\"mixed\"", Assert.Throws<ArgumentException>(() => Family.NameOf(new(0b100))).Message);
        Assert.Contains(
            "peak: 0, 1, 2, 3", Assert.Throws<ArgumentException>(() => Family.StructureOf("on", "4", "flat")).Message);
        Assert.Contains("Two parts", Assert.Throws<ArgumentException>(() => StructureFamily.Linear(
            ColumnFamily.Grid, [StructurePart.Optional("a"), StructurePart.Optional("a")])).Message);
        Assert.Throws<ArgumentException>(() => StructurePart.OneOf("background", new StructureOption("flat")));
        Assert.Throws<ArgumentOutOfRangeException>(() => StructurePart.Repeated("peak", 2, 2));
        Assert.Contains("1 to 64", Assert.Throws<ArgumentException>(() => StructureFamily.Linear(
            ColumnFamily.Grid, [StructurePart.Repeated("peak", 0, 65)])).Message);
    }
}
