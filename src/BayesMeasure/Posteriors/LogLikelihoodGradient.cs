using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The log likelihood of measured curves with its exact gradient in all unknowns: of all data points, or of some, as the sum of
/// their terms, from which a stochastic objective is made.
/// </summary>
/// <remarks>
/// The points of all curves are numbered one curve after the other. Nothing is allocated by an evaluation. Used by one thread at
/// a time.
/// </remarks>
internal sealed class LogLikelihoodGradient : ILogLikelihoodGradient
{
    private readonly MeasuredCurve[] measured;
    private readonly CurveGradient[] curves;
    private readonly int[] starts;
    private readonly double[][] values;
    private readonly int[][] chosen;
    private readonly int[] counts;
    private readonly (int Curve, int Index)[] places;

    private LogLikelihoodGradient(ITarget target, int lanes)
    {
        measured = [.. target.Curves];
        curves = [.. measured.Select(curve => new CurveGradient(curve.Posterior, lanes))];
        starts = new int[curves.Length + 1];
        for (int curve = 0; curve < curves.Length; curve++)
        {
            starts[curve + 1] = starts[curve] + curves[curve].Count;
        }

        values = [.. measured.Select(curve => new double[curve.Positions.Count])];
        chosen = [.. curves.Select(curve => new int[curve.Count])];
        counts = new int[curves.Length];
        places = new (int, int)[PointCount];
    }

    /// <summary>The number of data points, of all curves.</summary>
    public int PointCount => starts[^1];

    /// <summary>Whether the gradient is exact: see <see cref="CurveJacobian.IsExact"/>.</summary>
    public bool IsExact => curves.All(curve => curve.Jacobian.IsExact);

    /// <summary>Whether models and links say what lies between 0 and 1: not where derivatives are differences.</summary>
    /// <param name="parameter">The position of an indicator.</param>
    public bool Relaxes(int parameter) => IsExact;

    /// <summary>The curves.</summary>
    public IReadOnlyList<CurveGradient> Curves => curves;

    /// <summary>Creates the gradient of a target.</summary>
    /// <exception cref="ArgumentException">The target explains no measured curve.</exception>
    public static LogLikelihoodGradient Of(ITarget target) =>
        Of(target, target.Curves.Count > 0 ? target.Curves[0].Posterior.Lanes : LaneWidth.Widest);

    /// <summary>The same with vectors of 1, 2, 4 or 8 lanes.</summary>
    public static LogLikelihoodGradient Of(ITarget target, int lanes) => target.Curves.Count > 0
        ? new(target, lanes)
        : throw new ArgumentException(
            "The target explains no measured curve, so its log likelihood has no terms and no derivatives.", nameof(target));

    /// <summary>
    /// Whether the log likelihood is a sum over data points, so that some of them are worth evaluating: not where the level of
    /// the noise was integrated out.
    /// </summary>
    /// <param name="values">One value an unknown: any possible point.</param>
    public bool IsAdditive(ReadOnlySpan<double> values)
    {
        bool additive = true;
        for (int curve = 0; curve < curves.Length; curve++)
        {
            curves[curve].Jacobian.Chain.MoveTo(Local(curve, values));
            additive &= curves[curve].IsAdditive();
        }

        return additive;
    }

    /// <summary>The log likelihood and its gradient.</summary>
    /// <param name="values">One value an unknown of the target.</param>
    /// <param name="gradient">Is given one derivative an unknown.</param>
    public double Evaluate(ReadOnlySpan<double> values, Span<double> gradient)
    {
        gradient.Clear();
        double sum = 0;
        for (int curve = 0; curve < curves.Length; curve++)
        {
            curves[curve].Linearise(Local(curve, values));
            sum += curves[curve].Evaluate();
            curves[curve].AddGradient(gradient, measured[curve].Positions);
            for (int i = 0; i < curves[curve].Count; i++)
            {
                places[starts[curve] + i] = (curve, i);
            }
        }

        return sum;
    }

    /// <summary>The sum of the terms of some points, and its gradient; those of all points sum to the log likelihood.</summary>
    /// <param name="values">One value an unknown of the target.</param>
    /// <param name="points">The points, at most as many of a curve as it has.</param>
    /// <param name="gradient">Is given one derivative an unknown.</param>
    public double Evaluate(ReadOnlySpan<double> values, ReadOnlySpan<int> points, Span<double> gradient)
    {
        Deal(points);
        gradient.Clear();
        double sum = 0;
        for (int curve = 0; curve < curves.Length; curve++)
        {
            if (counts[curve] > 0)
            {
                curves[curve].Jacobian.Evaluate(Local(curve, values), chosen[curve].AsSpan(0, counts[curve]));
                sum += curves[curve].Evaluate();
                curves[curve].AddGradient(gradient, measured[curve].Positions);
            }
        }

        return sum;
    }

    /// <summary>One of the terms that were evaluated last, and its gradient.</summary>
    /// <param name="index">The position of its point among those that were asked for; of all points the point itself.</param>
    /// <param name="gradient">Is given one derivative an unknown.</param>
    public double Term(int index, Span<double> gradient)
    {
        gradient.Clear();
        (int curve, int place) = places[index];
        return curves[curve].AddTerm(place, gradient, measured[curve].Positions);
    }

    /// <summary>Gives every curve its points.</summary>
    private void Deal(ReadOnlySpan<int> points)
    {
        Array.Clear(counts);
        for (int i = 0; i < points.Length; i++)
        {
            int curve = CurveOf(points[i]);
            places[i] = (curve, counts[curve]);
            chosen[curve][counts[curve]++] = points[i] - starts[curve];
        }
    }

    private int CurveOf(int point)
    {
        int curve = 0;
        while (point >= starts[curve + 1])
        {
            curve++;
        }

        return curve;
    }

    private double[] Local(int curve, ReadOnlySpan<double> target)
    {
        IReadOnlyList<int> positions = measured[curve].Positions;
        double[] local = values[curve];
        for (int i = 0; i < local.Length; i++)
        {
            local[i] = target[positions[i]];
        }

        return local;
    }
}
