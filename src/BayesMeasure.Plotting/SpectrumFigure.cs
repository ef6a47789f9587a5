using BayesMeasure.Comparison;
using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;
using ScottPlot;

namespace BayesMeasure.Plotting;

/// <summary>
/// What was fitted to one measurement, or to several one below the other: above, the data, the posterior mean of the prediction
/// with its pointwise 90 % band, and every component of the most probable draw on top of its background; below, the residuals in
/// units of the standard deviation of each point.
/// </summary>
internal sealed class SpectrumFigure
{
    private const int HeightOfOne = 800;
    private const int HeightOfEach = 540;
    private const float ResidualShare = .3f;
    private const float SideWidth = 250;
    private const float LeftPadding = 95;
    private const float ProbabilityHeight = 240;

    private readonly string title;
    private readonly FittedCurve[] curves;
    private readonly ModelComparison? comparison;
    private readonly FigureNotes notes;

    private SpectrumFigure(
        string title, Result result, ModelComparison? comparison, IEnumerable<string> notes, AxisStyle axis)
    {
        this.notes = new(notes);
        curves = FittedCurve.Of(result, axis);
        this.title = $"{FittedCurve.TitleOf(result.Target)}:  {title}{EnergyOf(result)}";
        this.comparison = comparison;
    }

    private float HeightOn(float width) =>
        (curves.Length == 1 ? HeightOfOne : HeightOfEach * curves.Length) + notes.HeightOn(width);

    public static Figure Of(Result result, AxisStyle axis) =>
        Of(new SpectrumFigure("", result, comparison: null, NotesOn(result), axis));

    public static Figure Of(ComparedModel model, AxisStyle axis) =>
        Of(new SpectrumFigure($"{model.Name},  ", model.Result, comparison: null, NotesOn(model.Result), axis));

    public static Figure Of(ModelComparison comparison, AxisStyle axis) =>
        Of(new SpectrumFigure(
            $"{comparison.Best.Name},  ",
            comparison.Best.Result,
            comparison,
            [comparison.Verdict, .. BesideVerdict(comparison)],
            axis));

    private static Figure Of(SpectrumFigure figure) => new(figure.HeightOn, figure.Draw);

    /// <summary>The warnings of the model that is drawn stand before all others.</summary>
    private static IEnumerable<string> BesideVerdict(ModelComparison comparison) => comparison.FurtherWarnings
        .OrderBy(warning => warning.StartsWith($"{comparison.Best.Name}: ", StringComparison.Ordinal) ? 0 : 1);

    private static IEnumerable<string> NotesOn(Result result) =>
        [.. result.Criticism.Findings.Select(finding => finding.Text), .. result.Warnings, .. result.Summary.Warnings];

    private static string EnergyOf(Result result) =>
        $"F = {new ValueWithError(result.FreeEnergy.FreeEnergy, result.FreeEnergy.StandardError).Typeset}";

    private void Draw(FigureSheet sheet)
    {
        float width = sheet.Width;
        float height = sheet.Height - notes.HeightOn(width);
        notes.Draw(sheet, height);
        float share = height / curves.Length;
        for (int i = 0; i < curves.Length; i++)
        {
            DrawCurve(sheet, curves[i], i == 0 ? title : "", new(0, width, (i + 1) * share, i * share));
        }

        if (comparison is { Models.Count: > 1 })
        {
            using Plot side = ProbabilityPanel.Draw(comparison, new(46, 16, ProbabilityPanel.RoomBelow(comparison), 36));
            sheet.Render(side, new PixelRect(width - SideWidth + 10, width, height, height - ProbabilityHeight));
        }
    }

    private static void DrawCurve(FigureSheet sheet, FittedCurve curve, string title, PixelRect place)
    {
        float divide = place.Top + (place.Bottom - place.Top) * (1 - ResidualShare);
        int top = title.Length > 0 ? 48 : 16;
        using Plot upper = FitPanel.Draw(curve.Measurement, curve.Fit, title, new(LeftPadding, SideWidth, 12, top));
        using Plot lower = ResidualPanel.Draw(curve.Measurement, curve.Fit, new(LeftPadding, SideWidth, 62, 6));
        foreach (Plot plot in (Plot[])[upper, lower])
        {
            plot.Axes.SetLimitsX(curve.Fit.Abscissa.Limits.Left, curve.Fit.Abscissa.Limits.Right);
        }

        sheet.Render(upper, new PixelRect(place.Left, place.Right, divide, place.Top));
        sheet.Render(lower, new PixelRect(place.Left, place.Right, place.Bottom, divide));
    }
}
