using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Variational;

/// <summary>
/// Moves one guide to where its bound is largest, by Adam, through the stages of a schedule. A stage begins in the units of the
/// guide as it is then, so that a learning rate is a share of the standard deviations; it ends early where the bound stands. The
/// guide of the last stage is the mean of its steps, in which their noise averages out.
/// </summary>
/// <param name="unknowns">What the guide is about.</param>
/// <param name="bound">The bound, of this thread alone.</param>
/// <param name="settings">The schedule, the temperatures, what is shut, and whether a stage ends early.</param>
internal sealed class GuideFit(GuideUnknowns unknowns, LowerBound bound, VariationalInference settings)
{
    private const int WindowsOfStage = 20;
    private const int ShortestWindow = 10;
    private const int LastWindows = 4;
    private const double SharpShare = 0.8;
    private const double ShutAfter = 0.5;
    private const int MeasuringDraws = 32;

    /// <summary>The draws of a stage are at most so many times those of the schedule, and never fewer.</summary>
    private const int MostGrowth = 4;

    private readonly int allSteps = settings.Schedule.Stages.Sum(stage => stage.Steps);
    private readonly List<GraduatedStage> stages = [];
    private int done;
    private double planned = double.NaN;
    private string? divergence;

    /// <summary>Fits a guide.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="cancellation">Ends it between stages.</param>
    public FittedGuide Run(GuideStart start, CancellationToken cancellation)
    {
        var guide = new Guide(start, settings.Family);
        double reached = double.NaN;
        bool hasStood = false;
        for (int m = 0; m < settings.Schedule.Stages.Count && divergence is null; m++)
        {
            cancellation.ThrowIfCancellationRequested();
            guide.Restart();
            (reached, hasStood) = Walk(guide, m, StageOf(guide, m));
        }

        double tail = divergence is null ? GuideTail.IndexOf(guide, bound) : double.NaN;
        return new(guide, reached, stages, tail, hasStood, divergence);
    }

    /// <summary>A stage with as many draws as the noise of the gradient asks for where it begins.</summary>
    private ScheduleStage StageOf(Guide guide, int m)
    {
        ScheduleStage stage = settings.Schedule.Stages[m];
        if (!settings.FollowsNoise)
        {
            return stage;
        }

        double noise = MeasureNoise(guide);
        planned = m == 0 ? noise : planned;
        int batch = planned > 0 && noise > 0 && double.IsFinite(planned + noise)
            ? settings.Schedule.BatchAt(m, planned, noise)
            : stage.Batch;
        return stage with { Batch = Math.Clamp(batch, stage.Batch, MostGrowth * stage.Batch) };
    }

    /// <summary>The root of the summed variance of the gradient of one draw.</summary>
    private double MeasureNoise(Guide guide)
    {
        double[] one = new double[guide.Parameters.Length];
        double[] sum = new double[one.Length];
        double squares = 0;
        for (int draw = 0; draw < MeasuringDraws; draw++)
        {
            bound.Evaluate(guide, LowerBound.Most - 1 - MeasuringDraws * stages.Count - draw, 1, Temperature, one);
            for (int i = 0; i < one.Length; i++)
            {
                sum[i] += one[i];
                squares += one[i] * one[i];
            }
        }

        return Math.Sqrt(Math.Max(0, squares - sum.Sum(total => total * total) / MeasuringDraws) / (MeasuringDraws - 1));
    }

    private (double Bound, bool HasStood) Walk(Guide guide, int m, ScheduleStage stage)
    {
        bool isLast = m == settings.Schedule.Stages.Count - 1;
        int length = Math.Max(ShortestWindow, stage.Steps / WindowsOfStage);
        var window = new BoundWindow(length);
        DescentState rule = Descent.Adam().CreateState(guide.Parameters.Length);
        double[] gradient = new double[guide.Parameters.Length];
        double[] mean = new double[guide.Parameters.Length];
        int averaged = 0;
        int step = 0;
        bool stands = false;
        while (step < stage.Steps && !stands)
        {
            double value = Step(guide, stage, rule, gradient);
            if (FaultOf(guide, value, gradient) is { } fault)
            {
                divergence = FormattableString.Invariant($"The bound diverged in stage {m + 1} at step {step + 1}, with the ")
                    + FormattableString.Invariant($"learning rate {stage.LearningRate:G4}: {fault}. Lower the rate.");
                break;
            }

            step++;
            window.Add(value);
            averaged += isLast && step > length ? AddTo(mean, guide.Parameters) : 0;
            stands = window.IsFull && window.Stands && MayEnd(guide) && (!isLast || step >= LastWindows * length);
        }

        if (averaged > 0 && divergence is null)
        {
            Array.ConvertAll(mean, sum => sum / averaged).CopyTo(guide.Parameters, 0);
        }

        stages.Add(new(stage.LearningRate, stage.Batch, step, double.NaN, unknowns.ValuesOf(guide), Noise: null));
        return (window.Mean, stands);
    }

    private double Temperature => settings.FirstTemperature * Math.Pow(
        settings.LastTemperature / settings.FirstTemperature, Math.Min(1, done / (SharpShare * allSteps)));

    /// <summary>One step; the gradient is that of minus the bound, which a descent makes small.</summary>
    private double Step(Guide guide, ScheduleStage stage, DescentState rule, double[] gradient)
    {
        double value = bound.Evaluate(guide, done, stage.Batch, Temperature, gradient);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = -gradient[i];
        }

        rule.Step(stage.LearningRate, gradient, guide.Parameters);
        if (++done == (int)(ShutAfter * allSteps))
        {
            Shut(guide);
        }

        return value;
    }

    /// <summary>Gates that are hardly ever open are no longer looked at: they keep their probability.</summary>
    private void Shut(Guide guide)
    {
        for (int k = 0; k < guide.GateCount; k++)
        {
            guide.IsShut[k] = guide.Selection(k) < settings.LeastSelection;
        }
    }

    /// <summary>Where there are gates, the bound stands only when they are as sharp as they become.</summary>
    private bool MayEnd(Guide guide) => settings.EndsEarly && (guide.GateCount == 0 || done >= SharpShare * allSteps);

    private static int AddTo(double[] sum, double[] parameters)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += parameters[i];
        }

        return 1;
    }

    private string? FaultOf(Guide guide, double value, double[] gradient)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            if (!double.IsFinite(gradient[i]) || !double.IsFinite(guide.Parameters[i]))
            {
                return FormattableString.Invariant($"its derivative by '{unknowns.NameOf(guide, i)}' is {-gradient[i]}");
            }
        }

        return double.IsFinite(value) ? null : FormattableString.Invariant($"it is {value}, ") + Farthest(guide);
    }

    /// <summary>The unknown that has gone farthest from where the stage began.</summary>
    private string Farthest(Guide guide)
    {
        int parameter = Enumerable.Range(0, guide.Parameters.Length).MaxBy(i => Math.Abs(guide.Parameters[i]));
        return $"and '{unknowns.NameOf(guide, parameter)}' has gone farthest";
    }
}
