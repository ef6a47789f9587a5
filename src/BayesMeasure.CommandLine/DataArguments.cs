using System.CommandLine;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.CommandLine;

/// <summary>The options that name the data, what to read of them, and their noise.</summary>
/// <param name="description">What the data are, and what is taken without them.</param>
/// <param name="style">How the command is asked: the file has a place of its own in the tool, and an option in samples.</param>
/// <param name="mostFiles">How many files there may be, each read in the same way.</param>
public sealed class DataArguments(string description, CommandStyle style, int mostFiles = 1)
{
    private readonly Option<string?> path = new("--data") { HelpName = "FILE", Description = description };

    private readonly Argument<string[]> place = new("FILE")
    {
        Description = description,
        Arity = new(0, mostFiles),
        CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
    };

    private readonly Option<string?> curve = new("--curve")
    {
        HelpName = "NAME",
        Description = "The curve to read, where the file has several.",
    };

    private readonly Option<NoiseSetting?> noise = new("--noise")
    {
        HelpName = "NOISE",
        Description = "How y scatters: auto, with one level found from the data; column, point by point; counts; student, with "
            + "outliers; jeffreys, with a level integrated out; correlated, from point to point; jitter, beyond a column; "
            + "ladder, with the level of the lowest free energy of each model (ladder:LEVEL looks for it from LEVEL on); or a "
            + "number, the known standard deviation. [default: a column named sigma, error or the like, else auto]",
        CustomParser = CommandValues.Noise,
    };

    private readonly Option<CsvColumn?> x = Column("--x", "The column of x, by name or number.");
    private readonly Option<CsvColumn?> y = Column("--y", "The column of y, by name or number.");
    private readonly Option<CsvColumn?> sigma = Column(
        "--sigma", "The column of the standard deviations of y, by name or number.");

    private readonly Option<IReadOnlyList<CsvColumn>?> columns = new("--columns")
    {
        HelpName = "X,Y[,SIGMA]",
        Description = "The columns at once, in place of --x, --y and --sigma.",
        CustomParser = CommandValues.Columns("--columns"),
        Arity = ArgumentArity.ExactlyOne,
    };

    private readonly Option<double?> from = Limit("--from", "The smallest x to keep.");
    private readonly Option<double?> to = Limit("--to", "The largest x to keep.");

    private readonly Option<int> bin = new("--bin")
    {
        HelpName = "N",
        Description = "How many neighbouring points become one.",
        CustomParser = CommandValues.WholeNumber("--bin", 1, 1_000_000),
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> skip = new("--skip")
    {
        HelpName = "N",
        Description = "How many lines at the start of a text not to look at.",
        CustomParser = CommandValues.WholeNumber("--skip", 0, 1_000_000),
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<bool?> decimalComma = new("--decimal-comma")
    {
        HelpName = "true|false",
        Description = "Whether a comma in a number is a decimal comma, or separates thousands. [default: found out]",
    };

    /// <summary>What is named by its place.</summary>
    public IEnumerable<Argument> Arguments => style.IsTool ? [place] : [];

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> Options => [.. style.IsTool ? (Option[])[] : [path], .. ReadingOptions, noise];

    /// <summary>The options that say what to read of a file.</summary>
    public IEnumerable<Option> ReadingOptions => [curve, x, y, sigma, columns, from, to, bin, skip, decimalComma];

    /// <summary>The settings that the arguments say.</summary>
    /// <exception cref="UserErrorException">Two of them contradict each other.</exception>
    public DataSettings Read(ParseResult arguments)
    {
        (double? least, double? most) = (arguments.GetValue(from), arguments.GetValue(to));
        if (least >= most)
        {
            throw new UserErrorException(
                $"--from {least} --to {most}: the range is empty. Give a smaller --from, or a larger --to.");
        }

        return new()
        {
            Path = style.IsTool ? FilesOf(arguments).FirstOrDefault() : arguments.GetValue(path),
            Noise = arguments.GetValue(noise),
            Reading = Chosen(arguments) with
            {
                Curve = arguments.GetValue(curve),
                From = least,
                To = most,
                Bin = arguments.GetValue(bin),
                Skip = arguments.GetValue(skip),
                DecimalComma = arguments.GetValue(decimalComma),
            },
        };
    }

    /// <summary>The settings for each file, in order.</summary>
    /// <exception cref="UserErrorException">Two of them contradict each other.</exception>
    public IReadOnlyList<DataSettings> ReadAll(ParseResult arguments)
    {
        DataSettings one = Read(arguments);
        return [.. FilesOf(arguments).Select(file => one with { Path = file })];
    }

    private string[] FilesOf(ParseResult arguments) => arguments.GetValue(place) ?? [];

    private ReadOptions Chosen(ParseResult arguments)
    {
        ReadOptions each = new()
        {
            XColumn = arguments.GetValue(x),
            YColumn = arguments.GetValue(y),
            SigmaColumn = arguments.GetValue(sigma),
        };
        if (arguments.GetValue(columns) is not { } all)
        {
            return each;
        }

        return each is { XColumn: null, YColumn: null, SigmaColumn: null }
            ? new() { XColumn = all[0], YColumn = all[1], SigmaColumn = all.ElementAtOrDefault(2) }
            : throw new UserErrorException("--columns says what --x, --y and --sigma say, too. Leave the one or the others out.");
    }

    private static Option<CsvColumn?> Column(string name, string description) => new(name)
    {
        HelpName = "COLUMN",
        Description = description,
        CustomParser = CommandValues.Column(name),
    };

    private static Option<double?> Limit(string name, string description) => new(name)
    {
        HelpName = "X",
        Description = description,
        CustomParser = CommandValues.Number(name),
    };
}
