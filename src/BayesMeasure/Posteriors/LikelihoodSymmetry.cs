namespace BayesMeasure.Posteriors;

/// <summary>Whether components can change places without changing the likelihood.</summary>
/// <remarks>
/// The terms of a model tell it where each component has terms of its own: these read its parameters, through ties and links as
/// well, as they read those of the others. Where all components are inside of one term, or there is no term, the likelihood is
/// tried: x[1] and x[2] of a bare log likelihood may be the levels of two groups, which nothing makes alike.
/// </remarks>
/// <param name="target">What is asked.</param>
/// <param name="points">Points at which the likelihood is tried.</param>
internal sealed class LikelihoodSymmetry(ITarget target, IReadOnlyList<double[]> points)
{
    /// <summary>What rounding may do to a sum whose order changes, relative to the sum.</summary>
    private const double Rounding = 1e-8;

    private readonly CurveSignature signature = new(target.Curves);

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

    private bool HoldsAtPoints(int[][] components)
    {
        ITargetState state;
        try
        {
            state = target.CreateState();
        }
        catch (NotSupportedException)
        {
            // What was read from a file cannot be evaluated; its names are all there is.
            return true;
        }

        return points.All(point => Enumerable.Range(1, components.Length - 1)
            .All(other => IsSameAt(state, point, components[0], components[other])));
    }

    private static bool IsSameAt(ITargetState state, double[] point, int[] first, int[] second)
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
