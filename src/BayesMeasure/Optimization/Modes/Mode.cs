using BayesMeasure.Posteriors;
using BayesMeasure.Reports;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// A mode of a posterior: the highest point of the posterior density of the explored coordinates, with the curvature there. Where
/// components are alike they are in order, by their positions or else by their rates.
/// </summary>
[TypeFormatterSource]
public sealed record Mode : INotebookView
{
    private readonly Lazy<ModeCurvature> curvature;

    internal Mode(Lazy<ModeCurvature> curvature) => this.curvature = curvature;

    /// <summary>What was asked.</summary>
    public required ITarget Target { get; init; }

    /// <summary>One value an unknown of the target, in the order of its parameters.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The value of one unknown.</summary>
    /// <param name="name">Its full name, such as "center[2]".</param>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message lists all.</exception>
    public double this[string name] => Values[PositionOf(name)];

    /// <summary>The log likelihood, with all normalising constants.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>ln L + ln p of the parameters themselves: the log posterior density but for ln Z.</summary>
    public required double LogPosterior { get; init; }

    /// <summary>
    /// The same of the explored coordinates, with ln |d value / d coordinate|: what the mode is the highest point of.
    /// </summary>
    public required double LogCoordinateDensity { get; init; }

    /// <summary>
    /// Minus the second derivatives of the log density of the explored coordinates, the Hessian, row by row: positive definite at
    /// a mode inside the bounds of the priors. Of a mode beside the best one it is computed when it is first asked for, and
    /// what follows from it, too.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> Curvature => curvature.Value.Hessian;

    /// <summary>
    /// For each unknown, its standard deviation in the Gaussian that has this curvature, in units of the parameter; NaN where the
    /// curvature is not positive definite, or where the unknown lies at a bound of its prior.
    /// </summary>
    public IReadOnlyList<double> StandardDeviations => curvature.Value.StandardDeviations;

    /// <summary>
    /// ln Z as the Laplace approximation has it, ln L + ln p + (d/2) ln 2 pi - (1/2) ln |H| + sum of ln K!, the last for the
    /// labels of K components that are alike: exact for a Gaussian posterior, off by any amount for another, and of this mode
    /// alone. NaN where the curvature is not positive definite, or where an unknown lies at a bound of its prior.
    /// </summary>
    public double ApproximateLogEvidence => AtBound.Count > 0 ? double.NaN : curvature.Value.OneSidedLogEvidence;

    /// <summary>
    /// The same where unknowns lie at bounds of their priors: each has the integral of exp(-g t - S t^2 / 2) over t > 0 in place
    /// of its part, with the slope g of the log density there and what of the curvature is its own, S. NaN where the curvature of
    /// the others is not positive definite, and where an unknown of a likelihood without curves lies at a bound.
    /// </summary>
    internal double OneSidedLogEvidence => curvature.Value.OneSidedLogEvidence;

    /// <summary>For each unknown at a bound, the integral that stands for it, a width; 0 for any other.</summary>
    internal IReadOnlyList<double> WidthsAtBound => curvature.Value.WidthsAtBound;

    /// <summary>The unknowns that lie at a bound of their priors.</summary>
    public required IReadOnlyList<string> AtBound { get; init; }

    /// <summary>
    /// The other modes that were met whose log density is lower by no more than 10, the highest first. Their lists of other modes
    /// are empty.
    /// </summary>
    public IReadOnlyList<Mode> Others { get; init; } = [];

    /// <summary>This mode, and the others.</summary>
    internal IEnumerable<Mode> All => Others.Prepend(this);

    /// <summary>How many restarts there were after the first search.</summary>
    public int Restarts { get; init; }

    /// <summary>
    /// How many searches ended at this mode after the one that found it: where few did, there may be a better one.
    /// </summary>
    public int Agreeing { get; init; }

    /// <summary>How often the likelihood, or all its derivatives, were computed.</summary>
    public long Evaluations { get; init; }

    /// <summary>How long the search took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The mode, how it was found, a table of the unknowns, and what is to be warned of, as plain text.</summary>
    public override string ToString() => ModePage.Of(this).ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => ModePage.Of(this).ToHtml();

    /// <summary>Whether another one has the same log density, as where alike components have changed places.</summary>
    internal bool IsAsHighAs(Mode other) => Math.Abs(other.LogCoordinateDensity - LogCoordinateDensity) <= FoundModes.SameHeight;

    private int PositionOf(string name)
    {
        for (int i = 0; i < Values.Count; i++)
        {
            if (Target.Parameters[i].Name == name)
            {
                return i;
            }
        }

        throw new KeyNotFoundException(
            $"There is no unknown '{name}'. There are: "
            + $"{string.Join(", ", Target.Parameters.Select(parameter => parameter.Name))}.");
    }
}
