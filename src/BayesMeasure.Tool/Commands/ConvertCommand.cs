using System.CommandLine;
using System.Globalization;
using System.Text;
using BayesMeasure.CommandLine;
using BayesMeasure.Formats;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Reports;

namespace BayesMeasure.Tool.Commands;

/// <summary>A curve of any format as columns of text, and the draws of a result.json as other programs read them.</summary>
internal sealed class ConvertCommand : JobCommand
{
    private const string Results = ".json";

    private readonly DataArguments data;

    private readonly Argument<string> target = new("TARGET")
    {
        Description = "The file to write: .csv of a curve; .nc, .zarr, .parquet or .csv of draws.",
    };

    private readonly Option<string?> model = new("--model")
    {
        HelpName = "NAME",
        Description = "The model whose draws are written. [default: the best one]",
    };

    /// <summary>Makes the command.</summary>
    public ConvertCommand()
        : this(CommandStyle.Service)
    {
    }

    private ConvertCommand(CommandStyle style)
        : base("Writes a curve of any format as columns of text, or the draws of a result.json for other programs.", style) =>
        data = new("A measured curve, or a result.json with draws (--draws json).", style);

    /// <inheritdoc/>
    protected override IEnumerable<Argument> Arguments => [.. data.Arguments, target];

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [.. data.ReadingOptions, model];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        DataSettings settings = data.Read(arguments);
        string file = arguments.GetRequiredValue(target);
        DrawsFormat format = DrawsFile.FormatOf(file) ?? throw new UserErrorException(
            $"convert {file}: the ending says the format. Write .csv, .nc, .zarr or .parquet.");
        string source = settings.Path ?? throw new UserErrorException("convert: name a file to read, and one to write.");
        string said = Path.GetExtension(source).Equals(Results, StringComparison.OrdinalIgnoreCase)
            ? Draws(source, arguments.GetValue(model), format, file)
            : Curve(source, settings.Reading, format, file);
        output.WriteLine(said);
        output.WriteLine($"Written: {file}.");
        return true;
    }

    private static string Draws(string source, string? model, DrawsFormat format, string file)
    {
        Result result = SavedAnswer.Read(source).ResultOf(model);
        RequireWritable(file, () => DrawsFile.Write(result, format, file));
        return $"{result.Draws.Chains} chains of {result.Draws.Count} draws, {result.Draws.Parameters.Count} unknowns.";
    }

    private static string Curve(string source, ReadOptions reading, DrawsFormat format, string file)
    {
        if (format != DrawsFormat.Csv)
        {
            throw new UserErrorException($"convert {file}: a curve is written as .csv; the other formats are for draws.");
        }

        ReadMeasurement read = MeasurementFile.Read(source, reading);
        byte[] text = Encoding.UTF8.GetBytes(Columns(read.Measurement));
        RequireWritable(file, () => WholeFile.Write(file, stream => stream.Write(text)));
        return string.Join(Environment.NewLine, [$"{read.Measurement} ({read.Format})", .. read.Remarks]);
    }

    private static void RequireWritable(string file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{file} was not written: {UserErrorException.Sentence(error)}");
        }
    }

    /// <summary>Doubles with all their digits, and a header with names and units.</summary>
    private static string Columns(Measurement curve)
    {
        StringBuilder text = new();
        string[] sigmaName = curve.Sigma is null ? [] : ["sigma"];
        string[] header = [Named(curve.XName, curve.XUnit), Named(curve.YName, curve.YUnit), .. sigmaName];
        text.AppendJoin(',', header).Append('\n');
        for (int i = 0; i < curve.Count; i++)
        {
            double[] row = [curve.X[i], curve.Y[i], .. curve.Sigma is { } sigma ? (double[])[sigma[i]] : []];
            text.AppendJoin(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }
        return text.ToString();
    }

    private static string Named(string name, string? unit)
    {
        string whole = PrintableText.Of(unit is null ? name : $"{name} ({unit})");
        return whole.AsSpan().IndexOfAny(',', '"', ';') >= 0
            ? $"\"{whole.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : whole;
    }
}
