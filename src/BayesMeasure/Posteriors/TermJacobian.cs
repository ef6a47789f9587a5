using BayesMeasure.Models;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>One term of a model: what it adds to the prediction and to its derivatives.</summary>
internal abstract class TermJacobian
{
    /// <summary>Whether the derivatives are exact.</summary>
    public abstract bool IsExact { get; }

    /// <summary>Adds the curve, and its derivatives where columns are given.</summary>
    /// <param name="prediction">The sum of the terms so far.</param>
    /// <param name="columns">The derivatives so far, one column an unknown; null where they are not wanted.</param>
    public abstract void AddTo(AlignedBuffer prediction, JacobianColumns? columns);

    /// <summary>Makes the Jacobian of every kind of term.</summary>
    public sealed class Binder<TLanes>(EvaluatedPoints points, CurveLayout layout, ChainRule chain, int term)
        : IModelVisitor<TermJacobian>
        where TLanes : unmanaged, ILanes<TLanes>
    {
        public TermJacobian VisitComponent<TComponent>()
            where TComponent : struct, IComponent => new ComponentJacobian<TComponent, TLanes>(points, layout.Terms[term], chain);

        public TermJacobian VisitCurveModel(ICurveModel model) =>
            new CurveModelJacobian(model.ForReplica(), points, layout, chain, term);
    }
}

/// <summary>The derivatives of a prediction, one column an unknown.</summary>
/// <param name="columns">The columns, as long as the padded data.</param>
/// <param name="wanted">Which of them are wanted; the others stay 0.</param>
internal sealed class JacobianColumns(AlignedBuffer[] columns, bool[] wanted)
{
    public bool IsWanted(int unknown) => wanted[unknown];

    public AlignedBuffer this[int unknown] => columns[unknown];

    /// <summary>Whether any of the unknowns is wanted.</summary>
    public bool AreWanted(ReadOnlySpan<int> unknowns)
    {
        foreach (int unknown in unknowns)
        {
            if (wanted[unknown])
            {
                return true;
            }
        }

        return false;
    }
}
