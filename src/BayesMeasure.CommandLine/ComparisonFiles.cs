using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Persistence;
using BayesMeasure.Plotting;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.CommandLine;

/// <summary>The files that a comparison of models leaves: numbers, what backs them, figures, draws and the report.</summary>
public static class ComparisonFiles
{
    /// <summary>The name of the file of the numbers.</summary>
    public const string Numbers = "result.json";

    /// <summary>The name of the report.</summary>
    public const string Report = "report.html";

    private const string Certificate = "certificate.txt";
    private const string Drawing = "figure";

    /// <summary>More unknowns than these are too small to read in one figure.</summary>
    private const int MostOfCorner = 6;

    /// <summary>The names of the files that every comparison leaves.</summary>
    public static IReadOnlyList<string> Names { get; } = [Numbers, Certificate, .. OutputFolder.FilesOf(Drawing)];

    /// <summary>Writes all files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="figure">Draws its figure.</param>
    /// <param name="settings">In which forms.</param>
    /// <param name="processorTime">The processor time that it took.</param>
    /// <param name="wallTime">The time that it took.</param>
    public static void Write(
        OutputFolder folder,
        ModelComparison comparison,
        Func<Figure> figure,
        OutputSettings settings,
        TimeSpan processorTime,
        TimeSpan wallTime)
    {
        bool withDraws = settings.Draws.Contains(DrawsFormat.Json);
        folder.Write(Numbers, path => comparison.Save(path, withDraws, processorTime, wallTime));
        folder.WriteText(Certificate, () => CertificateText.Of(comparison));
        folder.WriteFigure(Drawing, figure);
        if (settings.IsWhole)
        {
            WriteFigures(folder, comparison);
            folder.Write(Report, path => comparison.Report(settings.Command).Save(path));
        }

        WriteDraws(folder, comparison.Best.Result, settings.Draws);
    }

    /// <summary>Writes the figures of a comparison and of its best model, those that there are.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="comparison">The comparison.</param>
    public static void WriteFigures(OutputFolder folder, ModelComparison comparison)
    {
        if (comparison.Models.Count > 1)
        {
            folder.WriteFigure("models", comparison.PlotModels);
        }
        WriteFigures(folder, comparison.Best.Result);
    }

    /// <summary>Writes the figures of a single result, those that there are.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="result">The result.</param>
    public static void WriteFigures(OutputFolder folder, Result result)
    {
        string[] names = [.. result.Summary.Parameters.Take(MostOfCorner).Select(parameter => parameter.Name)];
        if (names.Length > 1)
        {
            folder.WriteFigure("corner", () => result.PlotCorner(names));
        }
        if (names.Length > 0)
        {
            folder.WriteFigure("traces", () => result.PlotTraces(names));
        }
        if (result.Report is LadderRun)
        {
            folder.WriteFigure("ladder", result.PlotLadder);
        }
    }

    /// <summary>Writes the files of draws.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="result">The result.</param>
    /// <param name="formats">The formats.</param>
    public static void WriteDraws(OutputFolder folder, Result result, IReadOnlyList<DrawsFormat> formats)
    {
        foreach (DrawsFormat format in formats)
        {
            if (DrawsFile.NameOf(format) is { } file)
            {
                folder.Write(file, path => DrawsFile.Write(result, format, path));
            }
        }
    }
}
