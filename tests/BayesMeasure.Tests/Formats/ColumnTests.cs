using System.Text;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Formats;

/// <summary>Text with columns as people have it: each habit alone.</summary>
public class ColumnTests
{
    [Theory]
    [InlineData("1,10\n2,20\n")]
    [InlineData("1;10\n2;20\n")]
    [InlineData("1\t10\n2\t20\n")]
    [InlineData("  1   10\n  2\u00A020  \n")]
    [InlineData("1 \t10\n2\t 20\n")]
    [InlineData("1,0;10,0\n2,0;2,0e1\n")]
    [InlineData("1,0 10,0\n2,0 20,0\n")]
    [InlineData("\"1,0\",\"10,0\"\n\"2,0\",\"20,0\"\n")]
    [InlineData("' note\n* 3 stars\n; 1;2\n1,10\n2,20\n")]
    [InlineData("1,10,,\n2,20,\n")]
    [InlineData("1,10\n2,20\x1a\x1a\r\n")]
    [InlineData("\uFEFF1,10\n2,20\n")]
    [InlineData("1.0D0,1.0d+01\n2.0D+00,2.0D1\n")]
    [InlineData("sep=;\nx;y\n1;10\n2;20\n")]
    [InlineData("x,y\r1,10\r2,20")]
    [InlineData("Points: 2\n\n\nx y\n1 10\n2 20\n\nThe end\n")]
    [InlineData("title\n2\n1 10\n2 20\n")]
    [InlineData(",x,y\n0,1,10\n1,2,20\n")]
    [InlineData("#\n1 10\n2 20\n")]
    [InlineData("y,x\n10,1\n20,2\n")]
    [InlineData("x,y,z\n1,10,\n2,20,\n")]
    [InlineData("1.000,0;10\n2.000,5;20\n", 1000, 2000.5)]
    [InlineData("1,234.5\t10\n2,000.5\t20\n", 1234.5, 2000.5)]
    [InlineData("1.5-101 10\n2.5-101 20\n", 1.5e-101, 2.5e-101)]
    [InlineData("\u22121,10\n\u22120.5,20\n", -1, -0.5)]
    [InlineData("1'172;10\n2'000.5;20\n", 1172, 2000.5)]
    [InlineData("1\u00a0172,5;10\n2\u202f000,5;20\n", 1172.5, 2000.5)]
    [InlineData("/* two points */\n1 10\n2 20\n")]
    [InlineData("#Wave\t\t#Intensity\n1\t\t10\n2\t\t20\n")]
    [InlineData("1,10\n1.5,1.#QNAN\n2,20\n")]
    [InlineData("1,10\n1.5,-9999\n2,20\n")]
    public void Two_points_in_many_spellings(string text, double first = 1, double second = 2)
    {
        Measurement data = Read(text).Measurement;
        Assert.Equal<double>([first, second], data.X);
        Assert.Equal<double>([10, 20], data.Y);
        Assert.Null(data.Sigma);
    }

    [Theory]
    [InlineData("energy (eV),counts [1/s]\n1,2\n", "energy", "eV", "counts", "1/s")]
    [InlineData("energy (eV) counts [1/s]\n1 2\n3 4\n", "energy", "eV", "counts", "1/s")]
    [InlineData("energy\tcounts\neV\t1/s\n1\t2\n", "energy", "eV", "counts", "1/s")]
    [InlineData("energy;counts\n[eV];[1/s]\n1;2\n", "energy", "eV", "counts", "1/s")]
    [InlineData("Sample,abc\nPoints,100\nenergy (eV),counts (1/s)\n1,2\n", "energy", "eV", "counts", "1/s")]
    [InlineData("# energy (eV), counts (1/s)\n1 2\n3 4\n", "energy", "eV", "counts", "1/s")]
    [InlineData("title\n2-Theta Angle (Degrees)\nIntensity\n  2\n1 2\n3 4\n", "2-Theta Angle", "Degrees", "Intensity", null)]
    [InlineData("1,2\n3,4\n", "x", null, "y", null)]
    [InlineData("# made by hand in 2020\n1,2\n3,4\n", "x", null, "y", null)]
    public void Names_and_units(string text, string xName, string? xUnit, string yName, string? yUnit)
    {
        Measurement data = Read(text).Measurement;
        Assert.Equal((xName, xUnit, yName, yUnit), (data.XName, data.XUnit, data.YName, data.YUnit));
    }

    [Theory]
    [InlineData("x,y,sigma\n1,2,3\n", "a.csv")]
    [InlineData("Q,I,dI\n1,2,3\n", "a.csv")]
    [InlineData("E,mu,mu_err\n1,2,3\n", "a.csv")]
    [InlineData("X,Y,E\n1,2,3\n", "a.csv")]
    [InlineData("1 2 3\n4 5 6\n", "a.xye")]
    [InlineData("1 2 3\n4 5 6\n", "a.dat")]
    [InlineData("1 2 3\n4 5 6\n", "a.xy")]
    public void The_third_column_is_the_error_and_that_is_said(string text, string name)
    {
        ReadMeasurement read = Read(text, name: name);
        Assert.Equal(3, read.Measurement.Sigma!.Value[0]);
        Assert.Contains(read.Remarks, remark => remark.Contains("standard deviations", StringComparison.Ordinal));
        Assert.Null(Read(text, new() { WithoutSigma = true }, name).Measurement.Sigma);
    }

    [Fact]
    public void A_third_column_that_may_be_anything_is_left_and_that_is_said()
    {
        ReadMeasurement read = Read("1 2 3\n4 5 6\n");
        Assert.Null(read.Measurement.Sigma);
        Assert.Equal(["Column 3 is not read; if it has the standard deviations of y, choose it for sigma."], read.Remarks);
    }

    [Fact]
    public void Each_column_of_y_is_a_curve()
    {
        const string Text = "x,first,first_err,second,second_err\n1,2,0.1,3,0.2\n2,4,0.1,5,0.2\n";
        Assert.Equal(["first", "second"], Read(Text).Curves);
        Measurement second = Read(Text, new() { Curve = "second" }).Measurement;
        Assert.Equal((3, 0.2, "data, second"), (second.Y[0], second.Sigma!.Value[0], second.Name));
    }

    [Fact]
    public void Columns_are_chosen_by_name_and_number()
    {
        const string Text = "a,b (eV),c\n1,2,3\n4,5,6\n";
        Measurement data = Read(Text, new() { XColumn = "B (ev)", YColumn = 1, SigmaColumn = "c" }).Measurement;
        Assert.Equal<double>([2, 5], data.X);
        Assert.Equal<double>([1, 4], data.Y);
        Assert.Equal<double>([3, 6], data.Sigma!.Value);
        Assert.Equal<double>([3], Read("0,300,400\n1,2,3\n", new() { YColumn = "400" }).Measurement.Y);
    }

    [Fact]
    public void Missing_points_are_left_out_and_counted()
    {
        ReadMeasurement read = Read("x,y\n1,2\n2,NaN\n3,\n4,--\n5,6\n");
        Assert.Equal<double>([1, 5], read.Measurement.X);
        Assert.Equal(["3 of 5 points are missing (NaN, empty or \"--\"), and left out."], read.Remarks);
    }

    [Fact]
    public void What_stands_around_the_numbers_is_remarked_on()
    {
        ReadMeasurement read = Read("Instrument: A\nOperator: B\n\n1 2\n3 4\nend\n");
        Assert.Equal(
            [
                "Skipped before the numbers: lines 1 to 2, \"Instrument: A\" to \"Operator: B\".",
                "Skipped after the numbers: line 6, \"end\".",
            ],
            read.Remarks);
    }

    [Fact]
    public void Lines_are_skipped() =>
        Assert.Equal<double>([5, 6], Read("1,2\n2,3\nother\n5,7\n6,8\n", new() { Skip = 3 }).Measurement.X);

    [Theory]
    [InlineData("x;y\n1;984\n2;1,172\n", 3, "may be 1172 or 1.172", "DecimalComma = false")]
    [InlineData("x,y\n400,0,20,47\n401,5,26,25\n", 2, "Decimal commas between commas", "semicolons")]
    [InlineData("400,0,20,47\n401,5,26,05\n", 1, "Decimal commas between commas", "semicolons")]
    [InlineData("20 0.05 24\n1 2 3 4\n5 6 7 8\n9 1 2 3\n", 1, "has 3 fields between spaces, but most have 4", "Skip")]
    [InlineData("1 2\n3 4\n5\n6 7\n", 3, "stands between two blocks of numbers", "Skip")]
    [InlineData("# one\n1 2\n3 4\n5 6\n\n# two\n1 3\n3 5\n5 7\n", 7, "x starts anew", "Cut the file")]
    [InlineData("1,2\n3,abc\n", 2, "\"abc\" is not a number", "Skip")]
    [InlineData("1,2\n3,abc\n5,6\n", 2, "\"abc\" is not a number", "Correct it")]
    [InlineData("1,1.0x\n3,4\n", 1, "\"1.0x\" is not a number", "Correct it")]
    [InlineData("1,2\n3,Infinity\n", 2, "\"Infinity\" is not a finite number", "NaN")]
    [InlineData("1,5;2,5\n3.5;4,5\n", 2, "decimal comma in line 1, but line 2 has a decimal point", "alike")]
    [InlineData("x\n1\n2\n", 2, "only one column", "x and y")]
    [InlineData("x,y,sigma\n1,4,2\n2,0,0\n", 3, "Each is the root of y: these are counts", "PoissonNoise.Counts")]
    [InlineData("x,y,sigma\n1,4,1\n2,0,0\n3,8,1.41421\n4,16,2\n", 3, "were multiplied by 0.25", "PoissonNoise.Counts")]
    [InlineData("1 984\n2 1.172\n", 2, "\"1.172\" may be 1172 or 1.172", "DecimalComma")]
    [InlineData("1 2 3 4\n5 6 7 8\n3 2 1 0\n", 1, "one series of numbers", "a line for each point")]
    [InlineData("1 2\n3 4\n5 BDL\n6 7\n8 9\n10 11\n", 3, "\"BDL\" is not a number", "Correct it")]
    [InlineData("x,y,sigma\n1,4,1\n2,0,0\n", 3, "The standard deviation 0 is not above 0", "let the noise be found")]
    public void What_cannot_be_told_is_refused(string text, int line, string problem, string advice)
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(() => Read(text));
        Assert.Equal(line, error.Line);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split('\n').Length);
    }

    [Theory]
    [InlineData(false, 1172)]
    [InlineData(true, 1.172)]
    public void The_user_says_what_a_comma_is(bool isDecimal, double value) =>
        Assert.Equal(value, Read("1;984\n2;1,172\n", new() { DecimalComma = isDecimal }).Measurement.Y[1]);

    [Theory]
    [InlineData(false, 1.172)]
    [InlineData(true, 1172)]
    public void The_user_says_what_a_point_is(bool isDecimalComma, double value) =>
        Assert.Equal(value, Read("1;984\n2;1.172\n", new() { DecimalComma = isDecimalComma }).Measurement.Y[1]);

    [Theory]
    [InlineData("1;0.984\n2;1\n3;1.172\n")]
    [InlineData("1;2\n2;1.125\n3;1.25\n")]
    [InlineData("1;1.125\n2;1.250\n3;9.375\n")]
    [InlineData("1;1.125\n2;1500\n3;9.375\n")]
    public void Points_that_cannot_separate_thousands_are_decimal_points(string text) =>
        Assert.Contains(Read(text).Measurement.Y, value => value % 1 != 0);

    [Theory]
    [InlineData("1 10\n2 -99\n3 12\n4 11\n")]
    [InlineData("1 1000\n2 999\n3 998\n4 1001\n")]
    [InlineData("1 10\n2 -9999.5\n3 12\n4 11\n")]
    public void A_value_that_may_have_been_measured_is_left(string text) => Assert.Equal(4, Read(text).Measurement.Count);

    [Fact]
    public void Powder_data_of_another_program_are_named() => Assert.Contains(
        "powder data of GSAS",
        Assert.Throws<MeasurementFormatException>(
            () => Read("title\nBANK 1 2 2 CONS 4000 1.5 0 0 FXYE\n4000 1 1\n4001 2 1\n")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_ambiguity_beside_a_certain_comma_is_none() =>
        Assert.Equal<double>([1.172, 0.5], Read("1;1,172\n2;0,5\n").Measurement.Y);

    [Fact]
    public void A_cut_and_bins()
    {
        ReadMeasurement read = Read(
            "1,1,3\n2,3,4\n3,5,3\n4,7,4\n5,9,3\n", new() { From = 2, To = 5, Bin = 3, SigmaColumn = 3 });
        Assert.Equal<double>([3], read.Measurement.X);
        Assert.Equal<double>([5], read.Measurement.Y);
        Assert.Equal(Math.Sqrt(16 + 9 + 16) / 3, read.Measurement.Sigma!.Value[0], 1e-15);
        Assert.Equal<double>([4, 12], Read("1,1\n2,3\n3,5\n4,7\n", new() { Bin = 2 }).Measurement.Y);
        Assert.Throws<MeasurementFormatException>(() => Read("1,1\n2,3\n", new() { From = 3 }));
    }

    /// <summary>Their squares are beyond what numbers hold.</summary>
    [Theory]
    [InlineData("1e-200", 1e-200)]
    [InlineData("1e200", 1e200)]
    public void Bins_of_the_smallest_and_largest_errors(string sigma, double value) => Assert.Equal(
        value / Math.Sqrt(2),
        Read($"1,1,{sigma}\n2,3,{sigma}\n", new() { Bin = 2, SigmaColumn = 3 }).Measurement.Sigma!.Value[0],
        1e-15 * value);

    /// <summary>A long title and tables without end: neither time nor memory grows with their square.</summary>
    [Fact]
    public void Twenty_thousand_tables_of_one_title_are_twenty_thousand_curves()
    {
        string tables = string.Concat(Enumerable.Repeat("##XYDATA= (X++(Y..Y))\n1 2 3\n", 20_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadMeasurement read = Read(
            $"##TITLE= {new string('a', 5000)}\n##FIRSTX= 1\n##LASTX= 2\n##NPOINTS= 2\n{tables}##END=\n", name: "many.jdx");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 << 20);
        Assert.Equal(20_000, read.Curves.Distinct().Count());
    }

    /// <summary>A title that is written as a twin of another one would be called.</summary>
    [Fact]
    public void Curves_of_titles_that_look_like_twins_have_names_of_their_own()
    {
        string blocks = string.Concat(new[] { "a", "a", "a (2)", "a" }.Select(title =>
            $"##TITLE= {title}\n##FIRSTX= 1\n##LASTX= 2\n##NPOINTS= 2\n##XYDATA= (X++(Y..Y))\n1 2 3\n##END=\n"));
        Assert.Equal(["a", "a (2)", "a (2) (2)", "a (3)"], Read(blocks, name: "twins.jdx").Curves);
    }

    [Fact]
    public void Settings_that_no_file_fits_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("1,2\n", new() { Bin = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("1,2\n", new() { Skip = -1 }));
        Assert.Throws<ArgumentException>(() => Read("1,2\n", new() { From = 2, To = 1 }));
        Assert.Throws<ArgumentException>(() => Read("1,2\n", new() { WithoutSigma = true, SigmaColumn = 3 }));
    }

    [Theory]
    [InlineData("\x1b[31m,2\n3,\x1b[2Jx\n")]
    [InlineData("1,2\n3,\x07\n")]
    [InlineData("x\u202ey,z\n1,2\n3,q\u202e\n")]
    public void No_control_character_reaches_a_message(string text)
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(() => Read(text));
        Assert.DoesNotContain(
            error.Message, character => character != '\n' && (char.IsControl(character) || character == '\u202e'));
    }

    [Fact]
    public void No_control_character_reaches_a_name()
    {
        Measurement data = Read("a\x1b[31m (m\x07),b\n1,2\n3,4\n").Measurement;
        Assert.Equal(("a\\x1b[31m", "m\\x07"), (data.XName, data.XUnit));
    }

    private static ReadMeasurement Read(string text, ReadOptions? options = null, string name = "data.csv") =>
        MeasurementFile.Read(FileContent.OfBytes(name, Encoding.UTF8.GetBytes(text)), options);
}
