using BayesMeasure.Models;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A term that is a curve model, which has no form in dual numbers: each unknown that it reads is differenced, links and all. The
/// whole curve is evaluated also where some of its points are wanted, since a curve need not be pointwise.
/// </summary>
internal sealed class CurveModelJacobian : TermJacobian
{
    private readonly ICurveModel model;
    private readonly EvaluatedPoints points;
    private readonly ParameterSource[] sources;
    private readonly ChainRule chain;
    private readonly IReadOnlyList<Parameter> unknowns;
    private readonly int[] read;
    private readonly double[] parameters;
    private readonly double[] curve;
    private readonly double[] first;
    private readonly double[] second;

    public CurveModelJacobian(ICurveModel model, EvaluatedPoints points, CurveLayout layout, ChainRule chain, int term)
    {
        this.model = model;
        this.points = points;
        this.chain = chain;
        sources = layout.Terms[term];
        unknowns = layout.Parameters;
        read = [.. sources.SelectMany(chain.UnknownsOf).Distinct()];
        parameters = new double[sources.Length];
        curve = new double[points.Data.Count];
        first = new double[points.Data.Count];
        second = new double[points.Data.Count];
    }

    public override bool IsExact => read.Length == 0;

    public override void AddTo(AlignedBuffer prediction, JacobianColumns? columns)
    {
        Evaluate(curve);
        Span<double> sum = prediction.Span;
        for (int i = 0; i < points.Count; i++)
        {
            sum[i] += curve[PositionOf(i)];
        }

        foreach (int unknown in columns is null ? [] : read)
        {
            if (columns!.IsWanted(unknown))
            {
                Difference(unknown, columns[unknown].Span);
            }
        }
    }

    private int PositionOf(int point) => points.AreAll ? point : points.Positions[point];

    private void Evaluate(double[] y)
    {
        for (int i = 0; i < sources.Length; i++)
        {
            parameters[i] = sources[i].Resolve(chain.Values);
        }

        model.Evaluate(points.Data.X.Span[..y.Length], parameters, y);
    }

    private void Difference(int unknown, Span<double> column)
    {
        double here = chain.Values[unknown];
        DifferenceStencil stencil = DifferenceStencil.At(unknowns[unknown].Prior, here);
        chain.Set(unknown, here + stencil.First);
        Evaluate(first);
        chain.Set(unknown, here + stencil.Second);
        Evaluate(second);
        chain.Set(unknown, here);
        for (int i = 0; i < points.Count; i++)
        {
            int position = PositionOf(i);
            column[i] += stencil.Slope(curve[position], first[position], second[position]);
        }
    }
}
