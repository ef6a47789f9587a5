using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// An unknown level of Gaussian noise in curves where components have terms: it holds them where they are, unless it moves with
/// them.
/// </summary>
/// <param name="Position">The position of the level among the unknowns of the target.</param>
/// <param name="Prior">Its prior.</param>
/// <param name="Points">The number of points of all curves that have it.</param>
/// <param name="Moved">The curves that have it and change when a component does.</param>
/// <param name="Resting">The other curves that have it.</param>
internal sealed record SampledLevel(int Position, Distribution Prior, int Points, int[] Moved, int[] Resting)
{
    /// <summary>The levels of the noise of some curves, each once.</summary>
    /// <param name="target">The target.</param>
    /// <param name="matched">The curves in which components have terms.</param>
    /// <param name="noises">The noise of every curve of the target.</param>
    public static SampledLevel[] Of(ITarget target, MatchedCurve[] matched, QuadraticNoise[] noises) =>
        [.. matched.Select(curve => curve.Noise.LevelPosition)
            .Where(position => position >= 0)
            .Distinct()
            .Select(position =>
            {
                int[] curves = [.. Enumerable.Range(0, noises.Length).Where(i => noises[i].LevelPosition == position)];
                int[] moved = [.. curves.Where(i => matched.Any(curve => curve.Noise == noises[i]))];
                return new SampledLevel(
                    position,
                    target.Parameters[position].Prior,
                    curves.Sum(i => noises[i].Count),
                    moved,
                    [.. curves.Except(moved)]);
            })];

    /// <summary>The misfit of all curves that have it, at the current point.</summary>
    public double MisfitOf(ReadOnlySpan<IComponentResidual> states)
    {
        double sum = RestingMisfitOf(states);
        foreach (int curve in Moved)
        {
            sum += states[curve].Misfit;
        }

        return sum;
    }

    /// <summary>The misfit of all curves that have it, when a component was proposed to move.</summary>
    public double TrialMisfitOf(ReadOnlySpan<IComponentResidual> states)
    {
        double sum = RestingMisfitOf(states);
        foreach (int curve in Moved)
        {
            sum += states[curve].TrialMisfit;
        }

        return sum;
    }

    private double RestingMisfitOf(ReadOnlySpan<IComponentResidual> states)
    {
        double sum = 0;
        foreach (int curve in Resting)
        {
            sum += states[curve].Misfit;
        }

        return sum;
    }
}
