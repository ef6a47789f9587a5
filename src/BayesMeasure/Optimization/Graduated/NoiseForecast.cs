namespace BayesMeasure.Optimization.Graduated;

/// <summary>What can be said of a schedule before it runs, from the noise and the curvature that were measured.</summary>
internal sealed class NoiseForecast(GradientNoise noise)
{
    public const string NoNoise = "The objective has one term: its gradients have no noise, so nothing is smoothed.";

    public IEnumerable<string> Of(Schedule schedule, double? needed)
    {
        if (noise.StandardDeviation == 0)
        {
            yield return noise.Terms == 1 ? NoNoise : "All terms have the same gradient: there is no noise, so nothing is smoothed.";
            yield break;
        }

        ScheduleStage first = schedule.Stages[0];
        double stable = 2 / noise.Curvature;
        foreach ((int m, ScheduleStage stage) in schedule.Stages.Index().Where(item => item.Item.LearningRate >= stable).Take(1))
        {
            yield return FormattableString.Invariant(
                $"Stage {m + 1} has the learning rate {stage.LearningRate:G4}, but with the curvature {noise.Curvature:G4} gradient ")
                + FormattableString.Invariant($"descent diverges from {stable:G4} on: its smoothing is out of reach.");
        }

        int least = 1;
        double reachable = Degree.Reachable(noise.StandardDeviation, noise.Curvature, least);
        if (needed > reachable)
        {
            yield return FormattableString.Invariant(
                $"The needed degree {needed:G4} is above the reachable one, 2 C / L = {reachable:G4} with batches of {least}: ")
                + "no stable step smooths enough. Smooth explicitly (GradOpt).";
        }
        else if (needed > Degree.Of(first.LearningRate, noise.StandardDeviation, first.Batch, schedule.Terms))
        {
            yield return FormattableString.Invariant(
                $"The first stage has the degree {Degree.Of(first.LearningRate, noise.StandardDeviation, first.Batch, schedule.Terms):G4}, ")
                + FormattableString.Invariant($"below the needed one of {needed:G4}; up to {reachable:G4} can be reached.");
        }
    }
}
