using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// The measured curves of a target with their gradients, and its unknowns as variables of a fit: what is shared by those who move
/// the curve and those who move the noise.
/// </summary>
internal sealed class FittedCurves
{
    private readonly MeasuredCurve[] measured;
    private readonly int[][] locals;
    private readonly double[][] localValues;
    private readonly bool[][] wanted;

    /// <exception cref="ArgumentException">The target explains no measured curve, or has an indicator.</exception>
    public FittedCurves(ITarget target)
    {
        RequireContinuous(target);
        measured = [.. target.Curves];
        Gradients = [.. LogLikelihoodGradient.Of(target).Curves];
        Unknowns = [.. target.Parameters.Select(parameter => new SteppedUnknown(parameter))];
        locals = [.. measured.Select(curve => LocalsOf(curve, Unknowns.Length))];
        localValues = [.. measured.Select(curve => new double[curve.Positions.Count])];
        wanted = [.. measured.Select(curve => new bool[curve.Positions.Count])];
        CurveUnknowns = [.. Enumerable.Range(0, Unknowns.Length).Where(IsReadByCurve)];
        NoiseUnknowns = [.. Enumerable.Range(0, Unknowns.Length).Except(CurveUnknowns)];
        NoiseReadsCurve = measured.Index().Any(item => NoiseOf(item.Index).Intersect(CurveUnknowns).Any());
    }

    /// <summary>The number of curves.</summary>
    public int Count => measured.Length;

    /// <summary>The gradient of the log likelihood of each curve.</summary>
    public CurveGradient[] Gradients { get; }

    /// <summary>The unknowns of the target.</summary>
    public SteppedUnknown[] Unknowns { get; }

    /// <summary>The unknowns that a curve reads.</summary>
    public int[] CurveUnknowns { get; }

    /// <summary>The unknowns that the noise alone reads, or a smooth curve.</summary>
    public int[] NoiseUnknowns { get; }

    /// <summary>Whether the noise reads unknowns that a curve reads, too.</summary>
    public bool NoiseReadsCurve { get; }

    /// <summary>For each unknown of a curve, its position in the target.</summary>
    public IReadOnlyList<int> PositionsOf(int curve) => measured[curve].Positions;

    /// <summary>The position of an unknown among those of a curve; -1 where it is none of them.</summary>
    public int LocalOf(int curve, int unknown) => locals[curve][unknown];

    /// <summary>The values of a curve's own unknowns, in memory that the next call takes again.</summary>
    public ReadOnlySpan<double> ValuesOf(int curve, ReadOnlySpan<double> values)
    {
        double[] own = localValues[curve];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = values[measured[curve].Positions[i]];
        }

        return own;
    }

    /// <summary>Says which derivatives of the curves are wanted.</summary>
    /// <param name="unknowns">One element an unknown of the target; empty for all.</param>
    public void Want(ReadOnlySpan<bool> unknowns)
    {
        for (int curve = 0; curve < measured.Length; curve++)
        {
            for (int i = 0; i < wanted[curve].Length; i++)
            {
                wanted[curve][i] = unknowns.IsEmpty || unknowns[measured[curve].Positions[i]];
            }

            Gradients[curve].Jacobian.Want(wanted[curve]);
        }
    }

    private static void RequireContinuous(ITarget target)
    {
        if (target.Parameters.FirstOrDefault(parameter => parameter.Prior.IsDiscrete) is { } indicator)
        {
            throw new ArgumentException(
                $"The parameter '{indicator.Name}' is an indicator, which has no derivative. Fit the model with it fixed.",
                nameof(target));
        }
    }

    /// <summary>What noise and smooth curve read.</summary>
    private static IEnumerable<ParameterSource> SourcesBesideCurve(Posterior posterior) =>
        posterior.Smooth is { } smooth
            ? posterior.Layout.Noise.Concat(posterior.Layout.Terms[smooth.Term])
            : posterior.Layout.Noise;

    private static int[] LocalsOf(MeasuredCurve curve, int count)
    {
        int[] found = [.. Enumerable.Repeat(-1, count)];
        foreach ((int local, int position) in curve.Positions.Index())
        {
            found[position] = local;
        }

        return found;
    }

    /// <summary>What a smooth curve alone reads moves no prediction either: it is found with the noise.</summary>
    private bool IsReadByCurve(int unknown) => measured.Index().Any(item =>
        locals[item.Index][unknown] is >= 0 and int local
        && item.Item.Posterior is var posterior
        && posterior.Layout.Dependents[local].Any(term => term != posterior.Smooth?.Term));

    private IEnumerable<int> NoiseOf(int curve) =>
        from source in SourcesBesideCurve(measured[curve].Posterior)
        from local in Gradients[curve].Jacobian.Chain.UnknownsOf(source)
        select measured[curve].Positions[local];
}
