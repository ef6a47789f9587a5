using ScottPlot;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// How often the data will select a model, as a figure: over the number of points to the left, over the size of an effect to the
/// right (the mesoscopic figures of Katakami et al., arXiv 2406.02869). Lines are by formula, points by simulation.
/// </summary>
public sealed class SelectionFigure
{
    private const int UsualHeight = 560;

    private readonly string title;
    private readonly IReadOnlyList<SelectionCurve> overPoints;
    private readonly string effect;
    private readonly IReadOnlyList<SelectionCurve> overEffect;

    private SelectionFigure(
        string title, IReadOnlyList<SelectionCurve> overPoints, string effect, IReadOnlyList<SelectionCurve> overEffect)
    {
        this.title = title;
        this.overPoints = overPoints;
        this.effect = effect;
        this.overEffect = overEffect;
    }

    /// <summary>The figure of two sets of curves.</summary>
    /// <param name="title">What is selected, and how.</param>
    /// <param name="overPoints">Curves over the number of points, which are drawn on a logarithmic axis; at least one.</param>
    /// <param name="effect">The name of the effect, such as "b / σ".</param>
    /// <param name="overEffect">Curves over its size; at least one.</param>
    /// <exception cref="ArgumentException">There is no curve, or a curve has no points.</exception>
    public static SelectionFigure Of(
        string title, IReadOnlyList<SelectionCurve> overPoints, string effect, IReadOnlyList<SelectionCurve> overEffect)
    {
        ArgumentNullException.ThrowIfNull(overPoints);
        ArgumentNullException.ThrowIfNull(overEffect);
        foreach (IReadOnlyList<SelectionCurve> curves in new[] { overPoints, overEffect })
        {
            if (curves.Count == 0 || curves.Any(curve => curve.X.Count == 0 || curve.X.Count != curve.Probabilities.Count))
            {
                throw new ArgumentException("Each panel needs a curve, and each curve points, each with its probability.");
            }
        }

        return new(title, overPoints, effect, overEffect);
    }

    /// <summary>Saves the figure as pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width in pixels; text and lines grow with it.</param>
    /// <param name="height">The height in pixels.</param>
    public void SavePng(string path, int width = FigureFile.Width, int height = UsualHeight) =>
        FigureFile.SavePng(path, width, height, Draw);

    /// <summary>Saves the figure as scalable vectors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width; text and lines grow with it.</param>
    /// <param name="height">The height.</param>
    public void SaveSvg(string path, int width = FigureFile.Width, int height = UsualHeight) =>
        FigureFile.SaveSvg(path, width, height, Draw);

    private void Draw(SKCanvas canvas, float width, float height)
    {
        float middle = 0.5f * width;
        using Plot left = SelectionPanel.Draw("number of points N", isLogarithmic: true, overPoints, new(85, 16, 62, 48));
        using Plot right = SelectionPanel.Draw(effect, isLogarithmic: false, overEffect, new(85, 16, 62, 48));
        left.Title(title);
        left.YLabel("probability of selection");
        left.Render(canvas, new PixelRect(0, middle, height, 0));
        right.Render(canvas, new PixelRect(middle, width, height, 0));
    }
}
