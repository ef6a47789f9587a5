using BayesMeasure.Priors;
using BayesMeasure.Reports;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// The parameters that fit best, how well they are known, and why the fit stopped: what <see cref="LeastSquares"/> gives.
/// </summary>
[TypeFormatterSource]
public sealed class LeastSquaresFit : INotebookView
{
    private readonly double[] values;
    private readonly double[,] covariance;

    internal LeastSquaresFit(IReadOnlyList<string> parameterNames, double[] values, double[,] covariance)
    {
        ParameterNames = parameterNames;
        this.values = values;
        this.covariance = covariance;
        StandardDeviations = [.. values.Select((_, i) => Math.Sqrt(covariance[i, i]))];
    }

    /// <summary>The names of the parameters, in the order of the target, or of the residuals.</summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The fitted values, in the order of <see cref="ParameterNames"/>.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>
    /// The standard deviations, in the order of <see cref="ParameterNames"/>: from the curvature at the minimum, in the scale of
    /// the residuals where that is unknown. NaN for a parameter at a bound, infinite for one that is undetermined.
    /// </summary>
    public IReadOnlyList<double> StandardDeviations { get; }

    /// <summary>
    /// The misfit: chi-squared, the sum of squares over their variances, where these are known; the sum of squares in units of y
    /// where their level is not; the deviance of counts; of Student's t twice the sum of the misfits of its density.
    /// </summary>
    public required double ChiSquared { get; init; }

    /// <summary>The number of points, or of residuals, less the parameters of the curve that were free to move.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>
    /// The root of <see cref="ChiSquared"/> a degree of freedom: in units of y where the level of the noise is unknown, and
    /// near 1 where it is known and the model is right. NaN where there are no degrees of freedom.
    /// </summary>
    public double ResidualStandardDeviation => DegreesOfFreedom > 0 ? Math.Sqrt(ChiSquared / DegreesOfFreedom) : double.NaN;

    /// <summary>The log likelihood at the minimum; null for residuals, which have none.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>
    /// The log posterior density of the explored coordinates at the minimum, without the evidence; null for residuals.
    /// </summary>
    public double? LogPosterior { get; init; }

    /// <summary>Why the fit stopped.</summary>
    public required LeastSquaresStop Stop { get; init; }

    /// <summary>The number of iterations, each with one Jacobian.</summary>
    public required int Iterations { get; init; }

    /// <summary>The number of evaluations without derivatives.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Whether the derivatives were exact; if not, some were differences.</summary>
    public required bool HasExactDerivatives { get; init; }

    /// <summary>The parameters that ended at a bound.</summary>
    public required IReadOnlyList<string> AtBounds { get; init; }

    /// <summary>
    /// The parameters that neither data nor prior determine, alone or together: other values of theirs fit as well.
    /// </summary>
    public required IReadOnlyList<string> Undetermined { get; init; }

    /// <summary>The fitted value of a parameter.</summary>
    /// <param name="parameterName">Its full name, such as "center[2]".</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those there are.</exception>
    public double this[string parameterName] => values[PositionOf(parameterName)];

    /// <summary>The covariance of two parameters, or the variance of one.</summary>
    /// <param name="first">The full name of one.</param>
    /// <param name="second">The full name of the other.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those there are.</exception>
    public double Covariance(string first, string second) => covariance[PositionOf(first), PositionOf(second)];

    /// <summary>The standard deviation of a parameter.</summary>
    /// <param name="parameterName">Its full name.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those there are.</exception>
    public double StandardDeviation(string parameterName) => StandardDeviations[PositionOf(parameterName)];

    /// <summary>A table in plain text.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    private ReportPage Page => new()
    {
        Answer =
        [
            $"{Outcome} after {Iterations} iterations: chi-squared {ValueWithError.Rounded(ChiSquared)} with {DegreesOfFreedom} "
            + $"degrees of freedom, residual standard deviation {ValueWithError.Rounded(ResidualStandardDeviation)}.",
        ],
        Tables =
        [
            new(
                [ReportColumn.OfText("parameter"), "value +- sd"],
                [.. ParameterNames.Select((name, i) =>
                    (ReportCell[])[name, new ValueWithError(values[i], StandardDeviations[i])])]),
        ],
        Warnings = [.. Warnings],
    };

    private string Outcome => Stop switch
    {
        LeastSquaresStop.Converged => "Converged",
        LeastSquaresStop.NoBetterStep => "No better step",
        _ => "Not converged",
    };

    private IEnumerable<string> Warnings
    {
        get
        {
            if (Stop == LeastSquaresStop.MostIterations)
            {
                yield return "The fit was stopped before it converged: start elsewhere, or allow more iterations.";
            }

            if (AtBounds.Count > 0)
            {
                yield return $"At a bound: {string.Join(", ", AtBounds)}. "
                    + "The standard deviations of the others take that as given.";
            }

            if (Undetermined.Count > 0)
            {
                yield return $"Not determined by the data: {string.Join(", ", Undetermined)}. "
                    + "Other values of theirs fit as well.";
            }
        }
    }

    private int PositionOf(string name)
    {
        int position = ParameterNames.ToList().IndexOf(name);
        return position >= 0 ? position : throw new KeyNotFoundException(
            $"There is no parameter \"{name}\".{NearestName.Hint(name, ParameterNames)} "
            + $"Known are {string.Join(", ", ParameterNames)}.");
    }
}
