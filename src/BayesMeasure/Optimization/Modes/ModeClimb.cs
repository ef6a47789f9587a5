using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The way from a point up to the nearest mode of the density of the explored coordinates, ln L + sum of ln p(u). Used by one
/// thread at a time.
/// </summary>
internal abstract class ModeClimb
{
    /// <summary>How often the likelihood, or all its derivatives, were computed.</summary>
    public long Evaluations { get; protected set; }

    /// <summary>The log likelihood where the last climb ended.</summary>
    public abstract double LogLikelihood { get; }

    /// <summary>Whether another climb from where the last one ended would surely not lead on.</summary>
    public abstract bool IsTop { get; }

    /// <summary>The way up for a target: by least squares where it explains measured curves.</summary>
    /// <param name="target">The target.</param>
    /// <param name="unknowns">Its unknowns.</param>
    /// <param name="cancellation">Ends any climb early, with an exception, at its next step.</param>
    public static ModeClimb Of(ITarget target, ExploredUnknowns unknowns, CancellationToken cancellation = default) =>
        target.Curves.Count > 0 ? new CurveClimb(target, cancellation) : new BareClimb(target, unknowns, cancellation);

    /// <summary>Climbs with all unknowns, to the top.</summary>
    /// <param name="values">One value an unknown: where it begins, and then where it ended.</param>
    /// <returns>The log density there, but for ln Z; -infinity where the beginning is impossible.</returns>
    public abstract double Climb(Span<double> values);

    /// <summary>Climbs until what is left is a small part of a nat.</summary>
    /// <param name="values">One value an unknown: where it begins, and then where it ended.</param>
    /// <param name="free">Which unknowns may move.</param>
    /// <param name="least">A log density: a climb that hardly comes so far may be given up.</param>
    public abstract double ClimbRoughly(Span<double> values, ReadOnlySpan<bool> free, double least);

    /// <summary>
    /// About minus the second derivatives of the log density by the explored coordinates where the last climb to the top
    /// ended, row by row: as much as it takes to tell two modes apart. 0 for what is the noise's alone.
    /// </summary>
    public abstract double[] Metric();

    /// <summary>
    /// What is predicted where the last climb to the top ended; empty where a target explains no measured curve.
    /// </summary>
    public abstract PredictedRows Predicted();

    /// <summary>The Hessian by differences of the gradient, with all unknowns.</summary>
    /// <param name="hessian">Is given the matrix.</param>
    public abstract void Hessian(double[,] hessian);

    /// <summary>
    /// The derivatives of the log density by the explored coordinates, where the Hessian was computed last: 0 but at bounds; NaN
    /// where differences would need both sides of a bound.
    /// </summary>
    /// <param name="slopes">Is given one number an unknown.</param>
    public abstract void Slopes(Span<double> slopes);
}
