using System.CommandLine;
using BayesMeasure.Measurements;

namespace BayesMeasure.Samples;

/// <summary>The options that name the data, their columns and their noise.</summary>
/// <param name="description">What the data are, and what is taken without them.</param>
public sealed class DataArguments(string description)
{
    private readonly Option<string?> path = new("--data") { HelpName = "FILE", Description = description };

    private readonly Option<NoiseSetting?> noise = new("--noise")
    {
        HelpName = "auto|VALUE|column",
        Description = "The standard deviation of y: found from the data, known, or from a column. "
            + "[default: a column named sigma, error or uncertainty, else auto]",
        CustomParser = CommandValues.Noise,
    };

    private readonly Option<CsvColumn?> x = new("--x")
    {
        HelpName = "COLUMN",
        Description = "The column of x, by name or number.",
        CustomParser = CommandValues.Column("--x"),
    };

    private readonly Option<CsvColumn?> y = new("--y")
    {
        HelpName = "COLUMN",
        Description = "The column of y, by name or number.",
        CustomParser = CommandValues.Column("--y"),
    };

    private readonly Option<CsvColumn?> sigma = new("--sigma")
    {
        HelpName = "COLUMN",
        Description = "The column of the standard deviations of y, by name or number.",
        CustomParser = CommandValues.Column("--sigma"),
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> Options => [path, x, y, sigma, noise];

    /// <summary>The settings that the arguments say.</summary>
    public DataSettings Read(ParseResult arguments) => new()
    {
        Path = arguments.GetValue(path),
        X = arguments.GetValue(x),
        Y = arguments.GetValue(y),
        Sigma = arguments.GetValue(sigma),
        Noise = arguments.GetValue(noise),
    };
}
