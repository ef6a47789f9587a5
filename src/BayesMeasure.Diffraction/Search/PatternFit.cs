using System.Numerics.Tensors;
using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// Fits phases, instrument and background to the points by the method of Levenberg and Marquardt with exact derivatives.
/// </summary>
internal sealed class PatternFit
{
    private const double FirstDamping = 1e-3;
    private const double MostDamping = 1e4;

    private readonly SearchPoints points;
    private readonly Candidate[] candidates;
    private readonly double[][] background;
    private readonly double[] weightedCounts;

    /// <param name="points">The points.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="prior">The priors of the unknowns.</param>
    /// <param name="background">The weighted columns of the background.</param>
    public PatternFit(SearchPoints points, Candidate[] candidates, FitPrior prior, double[][] background)
    {
        (this.points, this.candidates, this.background, Prior) = (points, candidates, background, prior);
        weightedCounts = [.. points.Counts.Zip(points.RootWeights, (count, root) => count * root)];
    }

    /// <summary>The priors of the unknowns.</summary>
    public FitPrior Prior { get; }

    /// <summary>The fit of the background alone.</summary>
    public Linearised Begin(InstrumentProfile instrument) =>
        Refine(new FitState(instrument, [], new double[background.Length]), iterations: 1);

    /// <summary>Refines all unknowns.</summary>
    /// <param name="state">Where to begin.</param>
    /// <param name="iterations">The most steps.</param>
    public Linearised Refine(FitState state, int iterations)
    {
        Linearised at = Linearise(state);
        double damping = FirstDamping;
        for (int i = 0; i < iterations && damping < MostDamping;)
        {
            Linearised next = Linearise(at.State.Moved(at.Step(damping), Prior));
            double gain = 0.5 * (at.Misfit - next.Misfit) / at.Scale + 0.5 * (at.PriorMisfit - next.PriorMisfit);
            if (gain < 0)
            {
                damping *= 10;
                if (gain > -1e-3)
                {
                    break;
                }

                continue;
            }

            i++;
            damping *= 0.2;
            at = next;
            if (gain < 0.02)
            {
                break;
            }
        }

        return at;
    }

    /// <summary>The fit at a state, with its tangent space.</summary>
    public Linearised Linearise(FitState state)
    {
        int count = points.Count;
        double[][] columns = new double[state.Unknowns][];
        background.CopyTo(columns, 0);
        int instrument = state.Background.Length;
        for (int i = instrument; i < columns.Length; i++)
        {
            columns[i] = new double[count];
        }

        double[] residual = [.. weightedCounts];
        for (int i = 0; i < instrument; i++)
        {
            Subtract(residual, background[i], state.Background[i]);
        }

        double[] derivatives = new double[PhasePattern.ParameterCount * count];
        int first = instrument + FitState.InstrumentUnknowns;
        foreach (PhaseTerm phase in state.Phases)
        {
            Span<double[]> shared = columns.AsSpan(instrument, FitState.InstrumentUnknowns);
            AddPhase(phase, state.Instrument, shared, columns.AsSpan(first), derivatives);
            Subtract(residual, columns[first], phase.Height);
            first += phase.Unknowns;
        }

        return new(state, residual, columns, Prior.Of(state), points.Correlation(Prior.Width));
    }

    /// <summary>A weighted column of a candidate.</summary>
    public double[] Column(PhaseTerm phase, InstrumentProfile instrument)
    {
        double[] column = new double[points.Count];
        candidates[phase.Candidate].Evaluate(instrument, phase.Shape, phase.Plane, column);
        TensorPrimitives.Multiply(column, Weights(phase), column);
        return column;
    }

    /// <summary>
    /// The weighted column of a candidate of the height 1, and its derivatives by each <see cref="PatternParameter"/>.
    /// </summary>
    public (double[] Column, double[][] Derivatives) Tangents(PhaseTerm phase, InstrumentProfile instrument)
    {
        int count = points.Count;
        double[] column = new double[count];
        double[] derivatives = new double[PhasePattern.ParameterCount * count];
        candidates[phase.Candidate].Evaluate(instrument, phase.Shape, phase.Plane, column, derivatives);
        double[] weights = Weights(phase);
        TensorPrimitives.Multiply(column, weights, column);
        return (column, [.. Enumerable.Range(0, PhasePattern.ParameterCount).Select(i =>
        {
            double[] row = derivatives[(i * count)..((i + 1) * count)];
            TensorPrimitives.Multiply(row, weights, row);
            return row;
        })]);
    }

    /// <summary>Fills the columns of a phase, and adds what it has in those of the instrument.</summary>
    private void AddPhase(
        PhaseTerm phase, InstrumentProfile instrument, Span<double[]> shared, Span<double[]> own, double[] derivatives)
    {
        int count = points.Count;
        candidates[phase.Candidate].Evaluate(instrument, phase.Shape, phase.Plane, own[0], derivatives);
        double[] weights = Weights(phase);
        TensorPrimitives.Multiply(own[0], weights, own[0]);
        for (int i = 0; i < shared.Length; i++)
        {
            Add(shared[i], derivatives.AsSpan(i * count, count), weights, phase.Height);
        }

        Add(own[1], derivatives.AsSpan((int)PatternParameter.Strain * count, count), weights, phase.Height);
        Add(own[2], derivatives.AsSpan((int)PatternParameter.SizeBroadening * count, count), weights, phase.Height);
        if (candidates[phase.Candidate].HasFreeLines)
        {
            Add(own[3], own[0], points.MinusTwoSquaredS, phase.Height);
        }

        if (phase.Plane != null)
        {
            Add(own[4], derivatives.AsSpan((int)PatternParameter.Texture * count, count), weights, phase.Height);
        }
    }

    /// <summary>The root weights times exp(-2 B s^2).</summary>
    private double[] Weights(PhaseTerm phase)
    {
        if (phase.ExcessB == 0)
        {
            return points.RootWeights;
        }

        double[] weights = new double[points.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = points.RootWeights[i] * Math.Exp(phase.ExcessB * points.MinusTwoSquaredS[i]);
        }

        return weights;
    }

    private static void Subtract(double[] residual, double[] column, double amplitude) =>
        TensorPrimitives.MultiplyAdd(column, -amplitude, residual, residual);

    private static void Add(Span<double> column, ReadOnlySpan<double> derivative, double[] weights, double height)
    {
        for (int i = 0; i < column.Length; i++)
        {
            column[i] += height * weights[i] * derivative[i];
        }
    }
}
