using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Measurements;

/// <summary>Text that is refused: each message says what is wrong and where, and what to do.</summary>
public class CsvErrorTests
{
    [Fact]
    public void Text_in_a_number() => Refused(
        "x,y\n1,2\n3,abc\n", 3, 2, "\"abc\" is not a number.", "Correct it. Decimal commas need semicolons or tabs");

    [Fact]
    public void Text_in_the_first_number() => Refused(
        "# note\n1,1.0x\n3,4\n", 2, 2, "\"1.0x\" is not a number.", "Correct it.");

    [Fact]
    public void A_decimal_comma_between_spaces() => Refused(
        "0,5 1,2\n0,6 1,3\n", 1, 2, "\"5 1\" is not a number.", "Decimal commas need semicolons or tabs between columns");

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    public void Not_finite(string number) => Refused(
        $"1,2\n3,{number}\n", 2, 2, $"\"{number}\" is not a finite number.", "Remove the line: a missing point is no obstacle.");

    [Fact]
    public void Not_finite_in_the_first_line() => Refused(
        "1,NaN\n3,4\n", 1, 2, "\"NaN\" is not a finite number.", "Remove the line");

    [Fact]
    public void Empty_field() => Refused("1,2\n3,,4\n", 2, 2, "The field is empty.", "Write the number, or remove the line.");

    [Fact]
    public void Too_few_fields() => Refused(
        "1,2\n3\n4,5\n", 2, null, "The line ends after column 1, but column 2 is to be read.", "Complete the line");

    [Fact]
    public void One_column() => Refused(
        "# counts\n1\n2\n3\n", 2, null, "There is only one column, but a measurement needs x and y.", "Write both on each line");

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("# only a comment\n")]
    [InlineData(",,\n,,\n")]
    public void Empty_file(string text) => Refused(
        text, null, null, "The file is empty.", "It must hold a line for each point, with x and y as numbers.");

    [Fact]
    public void Only_a_header() => Refused(
        "x,y\n", null, null, "There are no numbers below the header.", "It must hold a line for each point");

    [Fact]
    public void Title_above_the_data() => Refused(
        "My spectrum\n1,2\n3,4\n", 1, null, "Column 2 is to be read, but the header ends after column 1.", "put # in front");

    [Fact]
    public void Two_headers() => Refused(
        "energy,counts\neV,1\n1,2\n", 2, 1, "\"eV\" is not a number.", "before a title or a header, put #.");

    [Fact]
    public void Unknown_column() => Refused(
        "energy (eV),counts\n1,2\n",
        1,
        null,
        "There is no column \"enregy\".",
        "The first line has \"energy (eV)\", \"counts\"; a number from 1 chooses too.",
        new() { XColumn = "enregy" });

    [Fact]
    public void The_same_column_twice() => Refused(
        "y,x\n1,2\n",
        null,
        null,
        "Two of x, y and sigma come from column 2.",
        "Choose different columns for x, y and sigma.",
        new() { XColumn = "x" });

    [Theory]
    [InlineData("0", "Where these are counts, read no sigma and use PoissonNoise.Counts, which knows what 0 counts say.")]
    [InlineData("-0.5", "Correct it, or remove the line.")]
    public void Sigma_not_positive(string sigma, string remedy) => Refused(
        $"1,2,1\n3,4,{sigma}\n",
        2,
        3,
        $"The standard deviation \"{sigma}\" is not above 0.",
        remedy,
        new() { SigmaColumn = 3 });

    [Theory]
    [InlineData("1 2 3\n4 5 6 7\n8 9 1 2\n", 1, 3, 4)]
    [InlineData("1,2\n3,4,5\n6,7\n", 2, 3, 2)]
    public void Lines_of_different_lengths(string text, int line, int fields, int most) => Refused(
        text, line, null, $"The line has {fields} fields, but most lines have {most}.", "Complete or remove it.");

    [Fact]
    public void Commas_that_may_be_anything() => Refused(
        "1;984\n2;1,172\n",
        2,
        2,
        "\"1,172\" may be 1172 or 1.172: every comma stands before three digits.",
        "Write decimal points");

    [Fact]
    public void Point_and_comma() => Refused(
        "1,5;2,5\n3.5;4,5\n", 2, 1, "\"3.5\" has a decimal point, but line 1 has a decimal comma.", "Write all decimals alike");

    [Fact]
    public void Thousands_separators() => Refused(
        "1;1.234,5\n", 1, 2, "\"1.234,5\" has a decimal point, but line 1 has a decimal comma.", "without thousands separators.");

    [Fact]
    public void Missing_file()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => Measurement.ReadCsv("no/such/file.csv"));
        Assert.StartsWith("file.csv: There is no such file.\nIt was looked for as ", error.Message, StringComparison.Ordinal);
        Assert.Equal("no/such/file.csv", error.FileName);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(
            () => Measurement.ReadCsv(Path.GetTempPath() + "."));
        Assert.Contains("The file cannot be read.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_counted_from_1()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvOptions { XColumn = 0 });
        Assert.Throws<ArgumentException>(() => new CsvOptions { XColumn = " " });
    }

    private static void Refused(string text, int? line, int? column, string problem, string advice, CsvOptions? options = null)
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(
            () => Measurement.ReadCsv(new StringReader(text), options, "data.csv"));
        Assert.Equal("data.csv", error.File);
        Assert.Equal(line, error.Line);
        Assert.Equal(column, error.Column);
        string place = (line, column) switch
        {
            (null, _) => "data.csv: ",
            (_, null) => $"data.csv, line {line}: ",
            _ => $"data.csv, line {line}, column {column}: ",
        };
        Assert.StartsWith($"{place}{problem}\n", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split('\n').Length);
    }
}
