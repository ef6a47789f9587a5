using System.CommandLine;
using System.CommandLine.Parsing;
using BayesMeasure.Export;
using BayesMeasure.Inference;

namespace BayesMeasure.CommandLine;

/// <summary>A file of draws, for other programs.</summary>
public enum DrawsFormat
{
    /// <summary>Within result.json, which convert and report read.</summary>
    Json,

    /// <summary>InferenceData of ArviZ in a file of netCDF4.</summary>
    Netcdf,

    /// <summary>InferenceData of ArviZ in a folder of Zarr 2.</summary>
    Zarr,

    /// <summary>A row a draw, as text.</summary>
    Csv,

    /// <summary>A row a draw, in columns.</summary>
    Parquet,
}

/// <summary>Writes draws in any of the formats.</summary>
public static class DrawsFile
{
    /// <summary>The option of the formats.</summary>
    public static Option<IReadOnlyList<DrawsFormat>?> Option() => new("--draws")
    {
        HelpName = "netcdf,zarr,csv,parquet,json",
        Description = "Files with the draws of the best model, with commas between them; json keeps those of all models in "
            + "result.json. [default: none]",
        CustomParser = Parse,
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>The name of the file; null where draws are in the numbers.</summary>
    public static string? NameOf(DrawsFormat format) => format switch
    {
        DrawsFormat.Netcdf => "draws.nc",
        DrawsFormat.Zarr => "draws.zarr",
        DrawsFormat.Csv => "draws.csv",
        DrawsFormat.Parquet => "draws.parquet",
        _ => null,
    };

    /// <summary>The format of a file by its ending; null for none of them.</summary>
    public static DrawsFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".nc" or ".netcdf" or ".h5" => DrawsFormat.Netcdf,
        ".zarr" => DrawsFormat.Zarr,
        ".csv" => DrawsFormat.Csv,
        ".parquet" => DrawsFormat.Parquet,
        _ => null,
    };

    /// <summary>Writes the draws of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="format">The format.</param>
    /// <param name="path">The file or the folder.</param>
    public static void Write(Result result, DrawsFormat format, string path)
    {
        switch (format)
        {
            case DrawsFormat.Netcdf:
                result.SaveNetCdf(path);
                break;
            case DrawsFormat.Zarr:
                result.SaveZarr(path);
                break;
            case DrawsFormat.Parquet:
                result.SaveDrawsParquet(path);
                break;
            default:
                result.SaveDrawsCsv(path);
                break;
        }
    }

    private static DrawsFormat[]? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        DrawsFormat?[] formats =
            [.. text.Split(',', StringSplitOptions.TrimEntries).Select(CommandValues.Find<DrawsFormat>).Distinct()];
        if (!formats.Contains(null))
        {
            return [.. formats.OfType<DrawsFormat>()];
        }

        result.AddError($"--draws {text}: choose among {string.Join(", ", CommandValues.NamesOf<DrawsFormat>())}, such as csv.");
        return null;
    }
}
