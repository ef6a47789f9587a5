using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// Finds the mode of a posterior from start after start, in buffers that are reused: of all unknowns, or of some while the others
/// stay. For searches; a single fit is asked of <see cref="LeastSquares"/>.
/// </summary>
/// <remarks>
/// The mode is that of the posterior density of the explored coordinates, ln L + sum of ln p(u): where a random walk dwells, and
/// where Laplace's method applies. The level of the noise, and what else the noise alone reads, is always at its optimum for the
/// curve. Nothing is allocated by a fit. Used by one thread at a time.
/// </remarks>
internal sealed class PosteriorFit
{
    private readonly double[] steps;
    private readonly PosteriorCurvature curvature;
    private readonly double[] rough;

    private PosteriorFit(ITarget target, LeastSquaresOptions options)
    {
        Curves = new(target);
        Rows = new(Curves);
        Method = new(Rows, Curves.CurveUnknowns.Length, options);
        curvature = new(Curves);
        rough = new double[Curves.Unknowns.Length];
        steps = new double[Curves.CurveUnknowns.Length];
    }

    /// <summary>The curves that are fitted.</summary>
    public FittedCurves Curves { get; }

    /// <summary>The posterior as rows.</summary>
    public PosteriorRows Rows { get; }

    /// <summary>The method, which knows how the last fit went.</summary>
    public LevenbergMarquardt Method { get; }

    /// <summary>
    /// The log posterior density of the explored coordinates where the last fit ended, without the evidence; not finite where the
    /// start was impossible.
    /// </summary>
    public double LogPosterior => -Method.Value;

    /// <summary>The log likelihood where the last fit ended.</summary>
    public double LogLikelihood => LogPosterior + PriorEnergy();

    /// <summary>Why the last fit stopped.</summary>
    public LeastSquaresStop Stop => Method.Stop;

    /// <summary>The iterations of the last fit.</summary>
    public int Iterations => Method.Iterations;

    /// <summary>The evaluations of the curve in the last fit.</summary>
    public int Evaluations => Method.Evaluations;

    /// <summary>Creates the buffers of a target.</summary>
    /// <exception cref="ArgumentException">The target explains no measured curve, or has an indicator.</exception>
    public static PosteriorFit Of(ITarget target, LeastSquaresOptions options) => new(target, options);

    /// <summary>Fits all unknowns.</summary>
    /// <param name="values">The start, one value an unknown of the target, within its prior; the mode afterwards.</param>
    public void Run(Span<double> values) => Run(values, []);

    /// <summary>Fits some unknowns; those that the noise alone reads are fitted with them.</summary>
    /// <param name="values">The start, one value an unknown of the target, within its prior; the mode afterwards.</param>
    /// <param name="free">Which unknowns may move.</param>
    /// <param name="least">A log posterior: a fit that hardly comes so far is given up.</param>
    public void Run(Span<double> values, ReadOnlySpan<bool> free, double least = double.NegativeInfinity)
    {
        Rows.Begin(values, free, steps);
        Method.Minimise(steps.AsSpan(0, Rows.VariableCount), -least);
        Rows.Values.CopyTo(values);
    }

    /// <summary>
    /// The curvature -d^2 ln p(u | D) / du_j du_k of the explored coordinates at the last mode, over all unknowns: by differences
    /// of the exact gradient.
    /// </summary>
    /// <param name="hessian">Is given the matrix.</param>
    public void Hessian(double[,] hessian)
    {
        rough.AsSpan().Clear();
        for (int k = 0; k < Rows.VariableCount; k++)
        {
            rough[Rows.UnknownOf(k)] = Curvature(k, k);
        }

        curvature.Compute(Rows.Values, rough, hessian);
    }

    /// <summary>The derivatives d ln p(u | D) / du_j where <see cref="Hessian"/> was computed last: 0 but at bounds.</summary>
    public void Slopes(Span<double> slopes) => curvature.Slopes(slopes);

    /// <summary>
    /// J'J with the curvature of the priors at the last mode, by the explored coordinates of the unknowns of two variables.
    /// </summary>
    public double Curvature(int variable, int other)
    {
        LinearisedRows rows = Method.Rows;
        double product = InnerProduct.Of(rows.Column(variable), rows.Column(other));
        product += variable == other ? rows.Curvatures[variable] : 0;
        return product * StepOfCoordinate(variable) * StepOfCoordinate(other);
    }

    /// <summary>Whether an unknown lies at a bound of its prior at the last mode.</summary>
    public bool IsAtBound(int unknown) => Curves.Unknowns[unknown].IsAtBound(Rows.Values[unknown]);

    /// <summary>The derivative of a variable of the fit by the explored coordinate of its unknown.</summary>
    private double StepOfCoordinate(int variable)
    {
        int position = Rows.UnknownOf(variable);
        SteppedUnknown unknown = Curves.Unknowns[position];
        double value = Rows.Values[position];
        return unknown.CoordinateSlope(value) / unknown.ValueSlope(value);
    }

    private double PriorEnergy()
    {
        double energy = 0;
        for (int unknown = 0; unknown < Curves.Unknowns.Length; unknown++)
        {
            energy += Curves.Unknowns[unknown].Energy(Rows.Values[unknown]);
        }

        return energy;
    }
}
