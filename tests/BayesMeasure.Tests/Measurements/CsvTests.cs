using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Measurements;

/// <summary>Text that is read, in every spelling that the documentation of <see cref="Measurement"/> promises.</summary>
public class CsvTests
{
    [Theory]
    [InlineData("1,10\n2,20\n")]
    [InlineData("1, 10\n2, 20")]
    [InlineData("1;10\n2;20\n")]
    [InlineData("1\t10\n2\t20\n")]
    [InlineData("  1   10\n  2\u00A020  \n")]
    [InlineData("1 10\r\n2 20\r\n")]
    [InlineData("\uFEFF1,10\n2,20\n")]
    [InlineData("x,y\n1,10\n2,20\n")]
    [InlineData("# made today, by hand\n% 1,2\n! note\n; note\n// note\n   # note\n\n1,10\n\n2,20\n\n")]
    [InlineData("\"1\",\"10\"\n\"2\",20\n")]
    [InlineData("1,10,first, second\n2,20,,\n,,,\n")]
    [InlineData("1e0,1.0E+1\n+2,.2E2\n")]
    [InlineData("1,0;10,0\n2,0;2,0e1\n")]
    [InlineData("1,0\t10\n2\t20\n")]
    public void Two_points_in_many_spellings(string text)
    {
        Measurement data = Read(text);
        Assert.Equal<double>([1, 2], data.X);
        Assert.Equal<double>([10, 20], data.Y);
        Assert.Null(data.Sigma);
    }

    [Fact]
    public void Signs_and_minus_characters() => Assert.Equal<double>([-1.5, -2], Read("-1.5,1\n\u22122,1\n").X);

    [Theory]
    [InlineData("energy (eV),counts [1/s]\n1,2\n")]
    [InlineData("energy [eV];counts (1/s)\n1;2\n")]
    [InlineData("energy (eV)\tcounts [1/s]\n1\t2\n")]
    [InlineData("energy (eV) counts [1/s]\n1 2\n3 4\n")]
    [InlineData("\"energy (eV)\" \"counts [1/s]\"\n1 2\n3 4\n")]
    public void The_header_gives_names_and_units(string text)
    {
        Measurement data = Read(text);
        Assert.Equal("energy", data.XName);
        Assert.Equal("eV", data.XUnit);
        Assert.Equal("counts", data.YName);
        Assert.Equal("1/s", data.YUnit);
    }

    [Fact]
    public void A_unit_is_only_what_is_bracketed_at_the_end()
    {
        Measurement data = Read("energy_eV,f(x) raw\n1,2\n");
        Assert.Equal("energy_eV", data.XName);
        Assert.Equal("f(x) raw", data.YName);
        Assert.Null(data.XUnit);
        Assert.Null(data.YUnit);
    }

    [Fact]
    public void Without_a_header_the_names_are_x_and_y()
    {
        Measurement data = Read("1,2\n");
        Assert.Equal("x", data.XName);
        Assert.Equal("y", data.YName);
    }

    [Theory]
    [InlineData("b")]
    [InlineData("B (eV)")]
    public void Columns_are_chosen_by_name(string name)
    {
        Measurement data = Read("a,b (eV),c\n1,2,3\n4,5,6\n", new() { XColumn = name, YColumn = "a", SigmaColumn = "c" });
        Assert.Equal<double>([2, 5], data.X);
        Assert.Equal<double>([1, 4], data.Y);
        Assert.Equal<double>([3, 6], data.Sigma!.Value);
        Assert.Equal("eV", data.XUnit);
    }

    [Fact]
    public void Columns_are_chosen_by_number()
    {
        Measurement data = Read("1,2,3\n4,5,6\n", new() { XColumn = 3, YColumn = 1, SigmaColumn = 2 });
        Assert.Equal<double>([3, 6], data.X);
        Assert.Equal<double>([1, 4], data.Y);
        Assert.Equal<double>([2, 5], data.Sigma!.Value);
    }

    [Fact]
    public void A_name_makes_even_a_line_of_numbers_a_header()
    {
        Measurement data = Read("0,300,400\n1,2,3\n", new() { YColumn = "400" });
        Assert.Equal<double>([3], data.Y);
        Assert.Equal("400", data.YName);
    }

    [Fact]
    public void Columns_that_are_not_read_may_hold_anything()
    {
        Measurement data = Read("1,abc,2\n3,,4\n", new() { YColumn = 3 });
        Assert.Equal<double>([2, 4], data.Y);
    }

    [Fact]
    public void Quoted_fields_may_hold_the_separator()
    {
        Measurement data = Read("\"energy, kinetic (eV)\",\"the \"\"signal\"\"\"\n1,2\n");
        Assert.Equal("energy, kinetic", data.XName);
        Assert.Equal("the \"signal\"", data.YName);
    }

    [Fact]
    public void The_name_is_that_of_the_text_or_of_the_file()
    {
        Assert.Equal("sample", Measurement.ReadCsv(new StringReader("1,2"), name: "sample").Name);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.csv");
        File.WriteAllText(path, "energy (eV),counts\r\n1,2\r\n");
        try
        {
            Measurement data = Measurement.ReadCsv(path);
            Assert.Equal(Path.GetFileNameWithoutExtension(path), data.Name);
            Assert.Equal<double>([1], data.X);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Measurement Read(string text, CsvOptions? options = null) =>
        Measurement.ReadCsv(new StringReader(text), options);
}
