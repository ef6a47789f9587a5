using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Variational;

/// <summary>
/// How a guide is moved through the stages of a schedule, for whoever moves it, host or device: which random numbers a step has,
/// its temperature, its draws, when gates are shut, and from when a stage may end.
/// </summary>
public static class GuideSteps
{
    /// <summary>The draws by which the noise of the gradient is measured where a stage begins.</summary>
    public const int MeasuringDraws = 32;

    /// <summary>The decay of Adam's mean of gradients.</summary>
    public const double Momentum = 0.9;

    /// <summary>The decay of Adam's mean of their squares.</summary>
    public const double SquareMomentum = 0.999;

    /// <summary>What Adam adds to the root of that, so that a gradient of 0 makes no step.</summary>
    public const double Floor = AdamDescent.Floor;

    private const int WindowsOfStage = 20;
    private const int ShortestWindow = 10;
    private const int LastWindows = 4;
    private const double SharpShare = 0.8;
    private const double ShutAfter = 0.5;

    /// <summary>The draws of a stage are at most so many times those of the schedule, and never fewer.</summary>
    private const int MostGrowth = 4;

    /// <summary>
    /// The sweep of the random numbers of a draw; draws come in pairs, of which the second has those of the first with the
    /// opposite sign.
    /// </summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="draw">The draw: even.</param>
    public static long Sweep(int step, int draw) => (long)step * LowerBound.Most + draw;

    /// <summary>The step whose first draw is one of those by which the noise is measured: no walk has it.</summary>
    /// <param name="stage">The stage, from 0.</param>
    /// <param name="draw">Which of them, from 0.</param>
    public static int MeasuringStep(int stage, int draw) => LowerBound.Most - 1 - MeasuringDraws * stage - draw;

    /// <summary>The temperatures of relaxed gates: one for each step of all stages, and one after the last.</summary>
    /// <param name="settings">The settings.</param>
    public static double[] Temperatures(VariationalInference settings)
    {
        double sharp = SharpShare * StepsOf(settings);
        double ratio = settings.LastTemperature / settings.FirstTemperature;
        return [.. Enumerable.Range(0, StepsOf(settings) + 1).Select(step =>
            settings.FirstTemperature * Math.Pow(ratio, Math.Min(1, step / sharp)))];
    }

    /// <summary>The draws of a stage, as many as the noise of the gradient asks for where it begins.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="stage">The stage, from 0.</param>
    /// <param name="planned">The noise where the first stage began: the root of the summed variance of a draw.</param>
    /// <param name="noise">The noise now.</param>
    public static int Batch(VariationalInference settings, int stage, double planned, double noise)
    {
        ArgumentNullException.ThrowIfNull(settings);
        int least = settings.Schedule.Stages[stage].Batch;
        int asked = settings.FollowsNoise && planned > 0 && noise > 0 && double.IsFinite(planned + noise)
            ? settings.Schedule.BatchAt(stage, planned, noise)
            : least;
        return Math.Clamp(asked, least, MostGrowth * least);
    }

    /// <summary>After how many steps, of all stages, gates that are hardly ever open are shut.</summary>
    /// <param name="settings">The settings.</param>
    public static int ShutAt(VariationalInference settings) => (int)(ShutAfter * StepsOf(settings));

    /// <summary>The steps of a window of a stage: see <see cref="BoundWindow"/>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="stage">The stage, from 0.</param>
    public static int WindowOf(VariationalInference settings, int stage)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Math.Max(ShortestWindow, settings.Schedule.Stages[stage].Steps / WindowsOfStage);
    }

    /// <summary>
    /// From which step of a stage on it ends where its bound stands; the last one is longer, for it is averaged.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="stage">The stage, from 0.</param>
    public static int ShortestStage(VariationalInference settings, int stage)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return stage == settings.Schedule.Stages.Count - 1 ? LastWindows * WindowOf(settings, stage) : 0;
    }

    /// <summary>
    /// From which step of all stages on a stage may end early: where there are gates, when they are as sharp as they become.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="hasGates">Whether there are gates.</param>
    public static int EarliestEnd(VariationalInference settings, bool hasGates)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return !settings.EndsEarly ? int.MaxValue : hasGates ? (int)Math.Ceiling(SharpShare * StepsOf(settings)) : 0;
    }

    private static int StepsOf(VariationalInference settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Schedule.Stages.Sum(stage => stage.Steps);
    }
}
