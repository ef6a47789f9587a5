namespace BayesMeasure.Posteriors;

/// <summary>Whether components can change places without changing the likelihood.</summary>
/// <remarks>
/// The terms of a model tell it where each component has terms of its own: these read its parameters, through ties and links as
/// well, as they read those of the others. Where all components are inside of one term, or there is no term, the likelihood is
/// tried: x[1] and x[2] of a bare log likelihood may be the levels of two groups, which nothing makes alike.
/// </remarks>
internal sealed class LikelihoodSymmetry
{
    /// <summary>What rounding may do to a sum whose order changes, relative to the sum.</summary>
    private const double Rounding = 1e-8;

    private readonly ITarget target;
    private readonly IReadOnlyList<double[]> points;
    private readonly CurveSignature signature;
    private readonly Lazy<ITargetState?> state;

    /// <param name="target">What is asked.</param>
    /// <param name="points">Points at which the likelihood is tried.</param>
    public LikelihoodSymmetry(ITarget target, IReadOnlyList<double[]> points)
    {
        this.target = target;
        this.points = points;
        signature = new(target.Curves);
        state = new(() => StateOf(target));
    }

    /// <summary>Whether there is a likelihood to look at; where there is none, any components may be alike.</summary>
    public bool IsKnown => target.Curves.Count > 0 || state.Value is not null;

    /// <summary>Whether all permutations of components leave the likelihood as it is.</summary>
    /// <param name="components">For each component, the positions of its parameters, in the same order.</param>
    public bool Holds(int[][] components) => target.Curves.Count > 0 && !signature.IsInsideOfTerms(components)
        ? Enumerable.Range(1, components.Length - 1).All(other => HoldsInTerms(components[0], components[other]))
        : HoldsAtPoints(components);

    private bool HoldsInTerms(int[] first, int[] second)
    {
        int[] same = [.. Enumerable.Range(0, target.Parameters.Count)];
        int[] swapped = [.. same];
        foreach ((int a, int b) in first.Zip(second))
        {
            (swapped[a], swapped[b]) = (b, a);
        }

        return signature.Of(same).SequenceEqual(signature.Of(swapped));
    }

    private bool HoldsAtPoints(int[][] components) => state.Value is not { } replica || points.All(point =>
        Enumerable.Range(1, components.Length - 1).All(other => IsSameAt(replica, point, components[0], components[other])));

    /// <summary>A state to evaluate; null for what was read from a file, which cannot be evaluated.</summary>
    private static ITargetState? StateOf(ITarget target)
    {
        try
        {
            return target.CreateState();
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsSameAt(ITargetState state, double[] point, int[] first, int[] second)
    {
        try
        {
            return IsSame(state, point, first, second);
        }
        catch (Exception)
        {
            // A model that fails where components change places tells them apart.
            return false;
        }
    }

    private static bool IsSame(ITargetState state, double[] point, int[] first, int[] second)
    {
        state.Set(point);
        double before = state.LogLikelihood;
        double[] swapped = [.. point];
        foreach ((int a, int b) in first.Zip(second))
        {
            (swapped[a], swapped[b]) = (point[b], point[a]);
        }

        state.Set(swapped);
        return before == state.LogLikelihood || Math.Abs(state.LogLikelihood - before) <= Rounding * (1 + Math.Abs(before));
    }
}
