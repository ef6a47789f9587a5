using BayesMeasure.Comparison;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Sensitivity;
using BayesMeasure.Summaries;

namespace BayesMeasure.Plotting.Pages;

/// <summary>
/// What a report says, in the order in which a reader asks: what, how sure, on which grounds, and where it comes from.
/// </summary>
internal static class ReportSections
{
    /// <summary>More unknowns than these are too small to read.</summary>
    private const int MostOfCorner = 6;

    /// <summary>The sections on a comparison.</summary>
    public static string Of(ModelComparison comparison, string? command)
    {
        var page = new Markup();
        string kind = comparison.IsDecided ? "verdict" : "verdict open";
        if (comparison.Models.Count > 1)
        {
            page.AddSection("Models", () => ModelsDrawing(comparison));
        }

        AddBest(page, comparison.Best.Result, comparison.Best.Name, () => FitDrawing(comparison));
        AddCriticism(page, comparison.Best);
        page.AddSection("Sensitivity to the priors", () => Markup.Wide(ComparisonSensitivity.Of(comparison).ToHtml()));
        AddRun(page, comparison.Best.Result, comparison.Best.Name);
        page.AddSection(
            "Where it comes from",
            () => Provenance.Of(comparison.Best.Result, [.. comparison.Models], comparison.Remarks),
            () => Repeat(command));
        return $"<div class=\"scroll {kind}\">{comparison.ToHtml()}</div>\n{page}";
    }

    /// <summary>The sections on a single result.</summary>
    public static string Of(Result result, string? command)
    {
        var page = new Markup();
        AddBest(page, result, "the model", () => Markup.Drawing(result.Plot(), "The data with the fit, and the residuals."));
        AddCriticism(page, new ComparedModel("the model", result));
        AddRun(page, result, "the model");
        page.AddSection("Where it comes from", () => Provenance.Of(result, [], []), () => Repeat(command));
        string kind = result.IsDecided ? "verdict" : "verdict open";
        return $"<div class=\"scroll {kind}\">{result.ToHtml()}</div>\n{page}";
    }

    private static string ModelsDrawing(ModelComparison comparison) => Markup.Drawing(
        comparison.PlotModels(),
        "Free energies above that of the best model with standard errors, and probabilities with central 68 % intervals.");

    private static string FitDrawing(ModelComparison comparison) => Markup.Drawing(
        comparison.Best.Plot(), "The data with the fit of the best model, its components and its 90 % band, and the residuals.");

    private static void AddBest(Markup page, Result result, string name, Func<string> fit)
    {
        page.AddSection(
            $"Posterior of {name}",
            fit,
            () => Markup.Wide(result.Summary.ToHtml()),
            () => result.Peaks is { Count: > 0 } peaks ? Markup.Wide(peaks.ToHtml()) : "",
            () => CornerDrawing(result));
        page.AddSection("Priors", () => PriorTable(result), () => Markup.Drawing(
            result.PlotPriors(), "The density of each prior over the histogram of the posterior."));
    }

    private static string CornerDrawing(Result result)
    {
        string[] names = [.. result.Summary.Parameters.Take(MostOfCorner).Select(parameter => parameter.Name)];
        return names.Length < 2 ? "" : Markup.Drawing(
            result.PlotCorner(names),
            "Each unknown with its median and central 68 %, and the regions that hold 50 % and 90 % of two.");
    }

    private static string PriorTable(Result result) => Markup.Table(
        ["unknown", "unit", "prior"],
        result.Draws.Parameters.Select(parameter =>
            (string[])[parameter.Name, parameter.Unit ?? "", Text(parameter.Prior)]));

    private static string Text(Distribution prior) => prior.ToString();

    private static void AddCriticism(Markup page, ComparedModel model) => page.AddSection(
        "What speaks against it",
        () => model.Findings.Count > 0
            ? Markup.Paragraphs(model.Findings.Select(finding => finding.Text))
            : Markup.Paragraphs("No test found anything against the model."),
        () => Markup.Drawing(model.Result.PlotPredictive(), "The data over what the posterior predicts of a new measurement."));

    private static void AddRun(Markup page, Result result, string name)
    {
        page.AddSection(
            $"The run of {name}",
            () => Markup.Paragraphs(result.Report.Statements),
            () => Markup.Wide(FreeEnergyCertificate.Of(result).ToHtml()),
            () => Markup.Drawing(result.PlotTraces(), "Draws of each chain, and how their ranks among all are spread."));
        if (result.Report is LadderRun)
        {
            page.AddSection(
                $"The ladder of {name}",
                () => Markup.Drawing(
                    result.PlotLadder(), "log L by inverse temperature, exchanges, the barrier, and paths of walkers."),
                () => Markup.Drawing(result.PlotRunningLogZ(), "log Z as sweeps were recorded, by every method that was used."));
        }
    }

    private static string Repeat(string? command) =>
        command is null ? "" : $"<p>It is repeated by <code>{Markup.Escape(command)}</code></p>";
}
