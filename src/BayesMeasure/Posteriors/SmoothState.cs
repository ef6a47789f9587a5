using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The smooth curve of one replica: what the integral over its coefficients adds to the log likelihood, current and on trial. A
/// move of a component costs one projection of the residual, a move of the noise or of the stiffness one factor of a band matrix.
/// </summary>
internal sealed class SmoothState<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly SmoothCurve curve;
    private readonly CurveData data;
    private readonly BandMatrix matrix;
    private readonly double[] solution;
    private readonly AlignedBuffer scratch;
    private readonly BandCholesky proposal;
    private double proposalStiffness = double.NaN;
    private readonly Part current;
    private readonly Part trial;
    private bool projectionMoved;
    private bool factorMoved;

    public SmoothState(SmoothCurve curve, CurveData data)
    {
        this.curve = curve;
        this.data = data;
        matrix = new(curve.Count, curve.Gram.Width);
        solution = new double[curve.Count];
        scratch = data.CreateBuffer();
        proposal = new(curve.Count, curve.Gram.Width);
        current = new(curve);
        trial = new(curve);
    }

    /// <summary>What the integral adds to the log likelihood of the residual at a trial point.</summary>
    /// <param name="values">The unknowns, with what is linked to them behind.</param>
    /// <param name="noise">The parameters of the noise.</param>
    /// <param name="prediction">What all else predicts, with the mean of the curve.</param>
    /// <param name="predictionMoved">Whether the prediction is another than at the current point.</param>
    public double Evaluate(
        ReadOnlySpan<double> values, ReadOnlySpan<double> noise, AlignedBuffer prediction, bool predictionMoved)
    {
        projectionMoved = predictionMoved;
        if (predictionMoved)
        {
            curve.Layout.Project<TLanes>(data.Y, prediction, trial.Projection);
        }

        double precision = curve.PrecisionAt(noise);
        double stiffness = curve.StiffnessAt(values).Value;
        factorMoved = precision != current.Precision || stiffness != current.Stiffness;
        if (factorMoved)
        {
            (trial.Precision, trial.Stiffness) = (precision, stiffness);
            curve.TakePosterior(precision, stiffness, matrix);
            trial.IsPossible = trial.Factor.Factor(matrix);
            trial.LogScale = 0.5 * (curve.LogDeterminant(stiffness) - trial.Factor.LogDeterminant);
        }

        Part factored = factorMoved ? trial : current;
        (projectionMoved ? trial : current).Projection.CopyTo(solution, 0);
        double square = factored.Factor.SolveLower(solution);
        return factored.IsPossible ? 0.5 * precision * precision * square + factored.LogScale : double.NegativeInfinity;
    }

    /// <summary>Makes the last trial current.</summary>
    public void Accept()
    {
        if (projectionMoved)
        {
            (current.Projection, trial.Projection) = (trial.Projection, current.Projection);
        }

        if (factorMoved)
        {
            (current.Factor, trial.Factor) = (trial.Factor, current.Factor);
            (current.Precision, current.Stiffness) = (trial.Precision, trial.Stiffness);
            (current.LogScale, current.IsPossible) = (trial.LogScale, trial.IsPossible);
        }

        (projectionMoved, factorMoved) = (false, false);
    }

    /// <summary>What the best smooth curve takes off a sum of squares, at the precision that proposals have.</summary>
    /// <param name="ofTrial">Whether the trial is asked for.</param>
    public double Explained(bool ofTrial)
    {
        TakeProposal();
        (ofTrial && projectionMoved ? trial : current).Projection.CopyTo(solution, 0);
        return curve.ReferencePrecision * proposal.SolveLower(solution);
    }

    /// <summary>Subtracts from a residual its best smooth curve, at the precision that proposals have.</summary>
    public void Settle(AlignedBuffer residual)
    {
        TakeProposal();
        curve.Project(residual.Span, solution);
        proposal.SolveLower(solution);
        proposal.SolveUpper(solution);
        curve.Add(-curve.ReferencePrecision, solution, residual.Span);
    }

    /// <summary>What the norm of a template loses where a smooth curve follows it.</summary>
    /// <param name="term">The component.</param>
    /// <param name="values">The values of the unknowns.</param>
    /// <param name="weight">The weights of the norm.</param>
    public double NormFollowed(IProjectedTerm term, ReadOnlySpan<double> values, AlignedBuffer weight)
    {
        scratch.Span.Clear();
        term.Subtract(values, scratch);
        TakeProposal();
        curve.Project(scratch.Span, solution);
        return curve.ReferencePrecision * proposal.SolveLower(solution) * weight.Span[0] / data.Weight.Span[0];
    }

    private void TakeProposal()
    {
        if (proposalStiffness != current.Stiffness)
        {
            proposalStiffness = current.Stiffness;
            curve.TakePosterior(curve.ReferencePrecision, proposalStiffness, matrix);
            proposal.Factor(matrix);
        }
    }

    /// <summary>What is kept of a point: the projection of its residual, and the factor of its noise and stiffness.</summary>
    private sealed class Part(SmoothCurve curve)
    {
        public double[] Projection { get; set; } = new double[curve.Count];

        public BandCholesky Factor { get; set; } = new(curve.Count, curve.Gram.Width);

        public double Precision { get; set; } = double.NaN;

        public double Stiffness { get; set; } = double.NaN;

        public double LogScale { get; set; }

        public bool IsPossible { get; set; }
    }
}
