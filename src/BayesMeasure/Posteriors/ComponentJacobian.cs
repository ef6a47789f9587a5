using BayesMeasure.Models;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A term that is a component: derivatives by dual numbers, one parameter at a time. The derivative with respect to the amplitude
/// is the curve of amplitude 1, which the value is computed from.
/// </summary>
internal sealed class ComponentJacobian<TComponent, TLanes> : TermJacobian
    where TComponent : struct, IComponent
    where TLanes : unmanaged, ILanes<TLanes>
{
    private static readonly int AmplitudePosition = TComponent.Amplitude is string name
        ? TComponent.ParameterNames.ToList().IndexOf(name)
        : -1;

    private readonly EvaluatedPoints points;
    private readonly ParameterSource[] sources;
    private readonly ChainRule chain;
    private readonly int[][] unknowns;
    private readonly double[] parameters;
    private readonly LaneParameters<TLanes> lanes;
    private readonly DualParameters<TLanes> duals;
    private readonly AlignedBuffer scratch;

    public ComponentJacobian(EvaluatedPoints points, ParameterSource[] sources, ChainRule chain)
    {
        this.points = points;
        this.sources = sources;
        this.chain = chain;
        unknowns = [.. sources.Select(chain.UnknownsOf)];
        parameters = new double[sources.Length];
        lanes = new(sources.Length);
        duals = new(sources.Length);
        scratch = points.Data.CreateBuffer();
    }

    public override bool IsExact => true;

    public override void AddTo(AlignedBuffer prediction, JacobianColumns? columns)
    {
        for (int i = 0; i < sources.Length; i++)
        {
            parameters[i] = sources[i].Resolve(chain.Values);
        }

        AddCurve(prediction, columns);
        for (int i = 0; columns is not null && i < sources.Length; i++)
        {
            if (i != AmplitudePosition && columns.AreWanted(unknowns[i]))
            {
                DerivativePass<TLanes>.Differentiate<TComponent>(
                    points.X, points.Count, duals.Broadcast(parameters, variable: i), scratch);
                Spread(i, columns);
            }
        }
    }

    private void AddCurve(AlignedBuffer prediction, JacobianColumns? columns)
    {
        double amplitude = 1;
        if (AmplitudePosition >= 0)
        {
            (amplitude, parameters[AmplitudePosition]) = (parameters[AmplitudePosition], 1);
        }

        DerivativePass<TLanes>.Evaluate<TComponent>(points.X, points.Count, lanes.Broadcast(parameters), scratch);
        DerivativePass<TLanes>.AddScaled(amplitude, scratch, points.Count, prediction);
        if (AmplitudePosition >= 0)
        {
            parameters[AmplitudePosition] = amplitude;
            if (columns is not null)
            {
                Spread(AmplitudePosition, columns);
            }
        }
    }

    /// <summary>Gives the derivative of one parameter to the unknowns that it reads.</summary>
    private void Spread(int parameter, JacobianColumns columns)
    {
        int[] read = unknowns[parameter];
        for (int i = 0; i < read.Length; i++)
        {
            if (columns.IsWanted(read[i]))
            {
                double slope = chain.Slope(sources[parameter], i);
                DerivativePass<TLanes>.AddScaled(slope, scratch, points.Count, columns[read[i]]);
            }
        }
    }
}
