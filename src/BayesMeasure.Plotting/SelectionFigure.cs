using BayesMeasure.Summaries;
using ScottPlot;

namespace BayesMeasure.Plotting;

/// <summary>How often the data will select a model, by formula and by simulation.</summary>
internal static class SelectionFigure
{
    private const int Height = 560;

    /// <exception cref="ArgumentException">There is no curve, or a curve has no points.</exception>
    public static Figure Of(
        string title, IReadOnlyList<SelectionCurve> overPoints, string effect, IReadOnlyList<SelectionCurve> overEffect)
    {
        RequirePoints(overPoints);
        RequirePoints(overEffect);
        return new(Height, sheet =>
        {
            (float width, float height) = (sheet.Width, sheet.Height);
            float middle = 0.5f * width;
            using Plot left = SelectionPanel.Draw("number of points N", isLogarithmic: true, overPoints, new(85, 16, 62, 48));
            using Plot right = SelectionPanel.Draw(effect, isLogarithmic: false, overEffect, new(85, 16, 62, 48));
            left.Title(title);
            left.YLabel("probability of selection");
            sheet.Render(left, new PixelRect(0, middle, height, 0));
            sheet.Render(right, new PixelRect(middle, width, height, 0));
        });
    }

    private static void RequirePoints(IReadOnlyList<SelectionCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0 || curves.Any(curve => curve.X.Count == 0 || curve.X.Count != curve.Probabilities.Count))
        {
            throw new ArgumentException("Each panel needs a curve, and each curve points, each with its probability.");
        }
    }
}

/// <summary>The probability to select a model along some quantity: by formula, and in places by simulation.</summary>
/// <param name="Name">What stands in the legend.</param>
/// <param name="X">The quantity.</param>
/// <param name="Probabilities">The probability by formula, one for each value.</param>
/// <param name="Simulated">Values with what was counted there; none by default.</param>
public sealed record SelectionCurve(
    string Name,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Probabilities,
    params IReadOnlyList<(double X, SimulatedProbability Probability)> Simulated);
