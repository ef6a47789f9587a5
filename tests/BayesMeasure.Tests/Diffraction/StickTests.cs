using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Diffraction;

public class StickTests
{
    [Fact]
    public void A_list_gets_its_ratio_in_the_strongest_line()
    {
        const string Text = "# wavelength: 1.5406\n# rir: 5.4\nd,intensity\n2.8143,57\n2.4759,100\n";
        PowderLines lines = StickFile.Parse("zincite.csv", Text)[0];
        Assert.Equal("zincite", lines.Name);
        Assert.Equal(1.5406, lines.Wavelength);
        Assert.Equal([2.8143, 2.4759], lines.Spacings.ToArray());
        Assert.Equal([5.4 * 0.57, 5.4], lines.Intensities.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Null(lines.Plane(0));
    }

    [Fact]
    public void Angles_are_made_spacings_and_phases_are_parted()
    {
        IReadOnlyList<PowderLines> phases = StickFile.Parse(
            "all.csv", "phase;two_theta;I;RIR\na;60;50;2\na;30;100;2\nb;20;10;1\n", wavelength: 1.5406);
        Assert.Equal(["a", "b"], phases.Select(phase => phase.Name));
        Assert.Equal(0.5 * 1.5406 / Math.Sin(15 * Math.PI / 180), phases[0].Spacings[0], 1e-12);
        Assert.Equal([2, 1], phases[0].Intensities.ToArray());
    }

    [Theory]
    [InlineData("d,intensity\n2,1\n", "wavelength is missing")]
    [InlineData("# wavelength: 0.15406\n# rir: 1\nd,intensity\n2,1\n", "nm")]
    [InlineData("# wavelength: 1.5406\nd,intensity\n2,1\n", "I/Ic of a is missing")]
    [InlineData("# wavelength: 1.5406\n# rir: 1\nd,intensity\n", "no lines")]
    [InlineData("# wavelength: 1.5406\n# rir: 1\nx,y\n2,1\n", "names")]
    [InlineData("# wavelength: 1.5406\n# rir: 1\nd,intensity\n2\n", "1 fields")]
    [InlineData("# wavelength: 1.5406\n# rir: 1\nd,intensity\n2,high\n", "'high' is no number")]
    [InlineData("# wavelength: 1.5406\n# rir: 1\nd,intensity\n-2,1\n", "positive")]
    [InlineData("# wavelength: 1.5406\n# rir: 1\nd,intensity\n2,0\n", "are 0")]
    [InlineData("# wavelength: 1.5406\nd,intensity,rir\n2,1,3\n1,1,4\n", "was 3")]
    [InlineData("# wavelength: 1.5406\n# rir: 1\ntwo_theta,intensity\n180,1\n", "below 180")]
    public void What_is_missing_or_wrong_is_refused(string text, string word)
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(() => StickFile.Parse("a.csv", text));
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split('\n').Length);
    }

    [Fact]
    public void A_file_does_not_contradict_what_was_given() => Assert.Throws<MeasurementFormatException>(
        () => StickFile.Parse("a.csv", "# wavelength: 1.5406\n# rir: 1\nd,intensity\n2,1\n", wavelength: 1.789));
}
