namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// What can be said of a stochastic gradient descent before it runs, from the noise and the curvature that were measured.
/// </summary>
/// <param name="noise">What was measured where the descent is to go.</param>
internal sealed class NoiseForecast(GradientNoise noise)
{
    public const string NoNoise = "The objective has one term: its gradients have no noise, so nothing is smoothed.";

    private const string NoSpread = "All terms have the same gradient: there is no noise, so nothing is smoothed.";

    public IEnumerable<string> Of(Schedule schedule, double? needed)
    {
        if (noise.StandardDeviation == 0)
        {
            return [noise.Terms == 1 ? NoNoise : NoSpread];
        }

        return noise.Curvature > 0 ? [.. Unstable(schedule), .. Unreached(schedule, needed)] : [];
    }

    /// <summary>
    /// The first stage whose rate is too large for the curvature; later ones have smaller steps or larger batches.
    /// </summary>
    private IEnumerable<string> Unstable(Schedule schedule)
    {
        double stable = 2 / noise.Curvature;
        return schedule.Stages.Index().Where(entry => entry.Item.LearningRate >= stable).Take(1).Select(entry =>
            FormattableString.Invariant(
                $"Stage {entry.Index + 1} has the learning rate {entry.Item.LearningRate:G4}, but gradient descent diverges ")
                + FormattableString.Invariant($"from {stable:G4} on where the curvature is {noise.Curvature:G4}: ")
                + "its smoothing is out of reach.");
    }

    private IEnumerable<string> Unreached(Schedule schedule, double? needed)
    {
        double reachable = noise.ReachableDegree();
        double first = noise.Degrees(schedule)[0];
        if (needed > reachable)
        {
            yield return FormattableString.Invariant(
                $"The needed degree {needed:G4} is above the reachable one, 2 C / L = {reachable:G4} with batches of 1: ")
                + "no stable step smooths enough. Smooth explicitly (GradOpt).";
        }
        else if (needed > first)
        {
            yield return FormattableString.Invariant(
                $"The first stage has the degree {first:G4}, below the needed {needed:G4}; up to {reachable:G4} can be reached.");
        }
    }
}
