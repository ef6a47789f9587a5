using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// What a posterior's model predicts at a point of parameter space, and the derivatives of the prediction with respect to all
/// unknowns: at all measured points, or at some.
/// </summary>
/// <remarks>
/// Components are differentiated by dual numbers, to rounding. A curve model, and a link, which is a function of doubles, are
/// differenced: see <see cref="IsExact"/>. Nothing is allocated by an evaluation. Used by one thread at a time. Of a joint
/// posterior each of its <see cref="ITarget.Curves"/> has one.
/// </remarks>
internal sealed class CurveJacobian
{
    private readonly TermJacobian[] terms;
    private readonly AlignedBuffer[] buffers;
    private readonly bool[] wanted;
    private readonly JacobianColumns columns;
    private readonly AlignedBuffer prediction;

    private CurveJacobian(Posterior posterior, Func<EvaluatedPoints, ChainRule, TermJacobian[]> createTerms)
    {
        Points = new(posterior.Data);
        Chain = new(posterior.Layout);
        terms = createTerms(Points, Chain);
        prediction = posterior.Data.CreateBuffer();
        buffers = [.. posterior.Parameters.Select(_ => posterior.Data.CreateBuffer())];
        wanted = [.. Enumerable.Repeat(true, buffers.Length)];
        columns = new(buffers, wanted);
        IsExact = terms.All(term => term.IsExact) && Chain.IsExact;
    }

    /// <summary>Whether all derivatives are exact to rounding: nothing had to be differenced.</summary>
    public bool IsExact { get; }

    /// <summary>The number of unknowns: of columns.</summary>
    public int UnknownCount => buffers.Length;

    /// <summary>The number of points that were evaluated last.</summary>
    public int Count => Points.Count;

    /// <summary>The prediction at every point that was evaluated; up to a whole vector, zeros stand behind it.</summary>
    public ReadOnlySpan<double> Prediction => prediction.Span[..Count];

    /// <summary>The points that were evaluated last.</summary>
    public EvaluatedPoints Points { get; }

    /// <summary>The parameters of terms and noise at the point, and how they change with the unknowns.</summary>
    public ChainRule Chain { get; }

    /// <summary>Creates the Jacobian of a posterior.</summary>
    public static CurveJacobian Of(Posterior posterior) => Of(posterior, posterior.Lanes);

    /// <summary>Creates the Jacobian of a posterior with vectors of 1, 2, 4 or 8 lanes.</summary>
    public static CurveJacobian Of(Posterior posterior, int lanes) =>
        LaneWidth.Use<Factory, CurveJacobian>(new(posterior), lanes);

    /// <summary>The derivatives of the prediction with respect to one unknown, at every point that was evaluated.</summary>
    public ReadOnlySpan<double> Column(int unknown) => buffers[unknown].Span[..Count];

    /// <summary>The same with its memory, for vector loops: up to a whole vector, zeros stand behind the last point.</summary>
    public AlignedBuffer ColumnBuffer(int unknown) => buffers[unknown];

    /// <summary>The prediction with its memory, as <see cref="ColumnBuffer"/>.</summary>
    public AlignedBuffer PredictionBuffer => prediction;

    /// <summary>Says which derivatives are wanted from now on, all at first; the columns of the others are 0.</summary>
    public void Want(ReadOnlySpan<bool> unknowns) => unknowns.CopyTo(wanted);

    /// <summary>The prediction at all points, without derivatives.</summary>
    /// <param name="values">One value an unknown.</param>
    public void Predict(ReadOnlySpan<double> values)
    {
        Points.TakeAll();
        Compute(values, null);
    }

    /// <summary>The prediction and its derivatives at all points.</summary>
    /// <param name="values">One value an unknown.</param>
    public void Evaluate(ReadOnlySpan<double> values)
    {
        Points.TakeAll();
        Compute(values, columns);
    }

    /// <summary>The prediction and its derivatives at some points.</summary>
    /// <param name="values">One value an unknown.</param>
    /// <param name="points">
    /// The positions of the points in the measurement, in any order: at least one, at most as many as there are.
    /// </param>
    public void Evaluate(ReadOnlySpan<double> values, ReadOnlySpan<int> points)
    {
        Points.Take(points);
        Compute(values, columns);
    }

    private void Compute(ReadOnlySpan<double> values, JacobianColumns? derivatives)
    {
        Chain.MoveTo(values);
        prediction.Span.Clear();
        if (derivatives is not null)
        {
            Chain.TakeSlopes();
            foreach (AlignedBuffer column in buffers)
            {
                column.Span.Clear();
            }
        }

        foreach (TermJacobian term in terms)
        {
            term.AddTo(prediction, derivatives);
        }

        ClearPadding(derivatives is not null);
    }

    /// <summary>What vectors computed behind the last point is not to be summed by anyone.</summary>
    private void ClearPadding(bool withColumns)
    {
        prediction.Span[Count..].Clear();
        foreach (AlignedBuffer column in withColumns ? buffers : [])
        {
            column.Span[Count..].Clear();
        }
    }

    private readonly struct Factory(Posterior posterior) : ILaneConsumer<CurveJacobian>
    {
        public CurveJacobian Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes>
        {
            Posterior bound = posterior;
            return new(bound, (points, chain) => [.. bound.Model.Terms.Select((term, t) =>
                term.Accept(new TermJacobian.Binder<TLanes>(points, bound.Layout, chain, t)))]);
        }
    }
}
