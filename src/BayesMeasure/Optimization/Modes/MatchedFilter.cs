using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Scores every shape of a component by what it would explain of the residual of a fit without it: with S = sum of w r phi and
/// G = sum of w phi^2 the log density gains a S - a^2 G / 2 + ln p(a) + ln p(shape) by an amplitude a, of which the best is
/// taken.
/// </summary>
/// <param name="target">The target.</param>
/// <param name="unknowns">Its unknowns.</param>
/// <param name="component">The component; all that are like it have the same cells.</param>
/// <param name="cells">Its shapes.</param>
internal sealed class MatchedFilter(ITarget target, ExploredUnknowns unknowns, InsertedComponent component, ShapeCells cells)
{
    private readonly AmplitudeChoice[] amplitudes =
        [.. component.Amplitudes.Select(amplitude => new AmplitudeChoice(unknowns, amplitude))];
    private readonly double[] products = new double[component.Amplitudes.Length];
    private readonly double[] norms = new double[component.Amplitudes.Length];
    private readonly double[] scores = new double[cells.Count];
    private readonly double[] best = new double[cells.Count * component.Amplitudes.Length];
    private readonly bool[] excluded = new bool[cells.Count];
    private readonly int lanes = target.Curves[component.Component.Terms[0].Curve].Posterior.Lanes;
    private readonly AlignedBuffer[] weights =
        [.. component.Component.Terms.Select(term => target.Curves[term.Curve].Posterior.Data.CreateBuffer())];
    private readonly AlignedBuffer[] residuals =
        [.. component.Component.Terms.Select(term => target.Curves[term.Curve].Posterior.Data.CreateBuffer())];

    /// <summary>Scores all shapes against the residual of the point that was evaluated last.</summary>
    public void Score(CurveClimb climb)
    {
        for (int term = 0; term < weights.Length; term++)
        {
            climb.Residual(component.Component.Terms[term].Curve, weights[term], residuals[term]);
        }

        for (int cell = 0; cell < cells.Count; cell++)
        {
            excluded[cell] = false;
            TakeSums(cell);
            scores[cell] = cells.LogPrior(cell);
            for (int i = 0; i < amplitudes.Length; i++)
            {
                (double amplitude, double gain) = amplitudes[i].Best(products[i], norms[i]);
                best[cell * amplitudes.Length + i] = amplitude;
                scores[cell] += gain;
            }
        }
    }

    /// <summary>
    /// The shape of the highest score that is not alike any that was taken since the last scores; -1 when none is left.
    /// </summary>
    public int TakeBest()
    {
        int taken = -1;
        for (int cell = 0; cell < scores.Length; cell++)
        {
            taken = !excluded[cell] && (taken < 0 || scores[cell] > scores[taken]) ? cell : taken;
        }

        for (int cell = 0; taken >= 0 && cell < scores.Length; cell++)
        {
            excluded[cell] = excluded[cell] || cells.AreAlike(cell, taken);
        }

        return taken;
    }

    /// <summary>The score of a shape.</summary>
    public double ScoreOf(int cell) => scores[cell];

    /// <summary>Puts a component that is like the scored one into a point.</summary>
    /// <param name="inserted">The component.</param>
    /// <param name="cell">Its shape.</param>
    /// <param name="values">One value an unknown.</param>
    public void Insert(InsertedComponent inserted, int cell, Span<double> values)
    {
        ReadOnlySpan<double> center = cells.Center(cell);
        for (int i = 0; i < center.Length; i++)
        {
            values[inserted.Shapes[i]] = unknowns.FromCoordinate(inserted.Shapes[i], center[i]);
        }

        for (int i = 0; i < amplitudes.Length; i++)
        {
            values[inserted.Amplitudes[i]] = best[cell * amplitudes.Length + i];
        }
    }

    private void TakeSums(int cell)
    {
        Array.Clear(products);
        Array.Clear(norms);
        ReadOnlySpan<ShapePiece> pieces = cells.Pieces(cell);
        for (int term = 0; term < pieces.Length; term++)
        {
            if (pieces[term].Values is { } values)
            {
                int amplitude = Array.IndexOf(component.Amplitudes, component.Component.Terms[term].Amplitude);
                (double product, double norm) = ShapeSums.Of(
                    values, weights[term], residuals[term], pieces[term], lanes);
                products[amplitude] += product;
                norms[amplitude] += norm;
            }
        }
    }
}
