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
    private readonly double[] temperatures = GuideSteps.Temperatures(settings);
    private readonly int shutAt = GuideSteps.ShutAt(settings);
    private readonly int earliestEnd = GuideSteps.EarliestEnd(settings, hasGates: unknowns.Gates.Length > 0);
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

        return new(guide, reached, stages, TailIndex: double.NaN, hasStood, divergence);
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
        return stage with { Batch = GuideSteps.Batch(settings, m, planned, noise) };
    }

    /// <summary>The root of the summed variance of the gradient of one draw.</summary>
    private double MeasureNoise(Guide guide)
    {
        double[] one = new double[guide.Parameters.Length];
        double[] sum = new double[one.Length];
        double squares = 0;
        for (int draw = 0; draw < GuideSteps.MeasuringDraws; draw++)
        {
            bound.Evaluate(guide, GuideSteps.MeasuringStep(stages.Count, draw), 1, Temperature, one);
            for (int i = 0; i < one.Length; i++)
            {
                sum[i] += one[i];
                squares += one[i] * one[i];
            }
        }

        const int Count = GuideSteps.MeasuringDraws;
        return Math.Sqrt(Math.Max(0, squares - sum.Sum(total => total * total) / Count) / (Count - 1));
    }

    private (double Bound, bool HasStood) Walk(Guide guide, int m, ScheduleStage stage)
    {
        bool isLast = m == settings.Schedule.Stages.Count - 1;
        int length = GuideSteps.WindowOf(settings, m);
        int shortest = GuideSteps.ShortestStage(settings, m);
        BoundWindow window = default;
        DescentState rule = Descent.Adam(GuideSteps.Momentum, GuideSteps.SquareMomentum).CreateState(guide.Parameters.Length);
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
            window.Add(value, length);
            averaged += isLast && step > length ? AddTo(mean, guide.Parameters) : 0;
            stands = window.IsFull && window.Stands && done >= earliestEnd && step >= shortest;
        }

        if (averaged > 0 && divergence is null)
        {
            Array.ConvertAll(mean, sum => sum / averaged).CopyTo(guide.Parameters, 0);
        }

        stages.Add(new(stage.LearningRate, stage.Batch, step, double.NaN, unknowns.ValuesOf(guide), Noise: null));
        return (window.HasMean ? window.Mean : double.NaN, stands);
    }

    private double Temperature => temperatures[done];

    /// <summary>One step; the gradient is that of minus the bound, which a descent makes small.</summary>
    private double Step(Guide guide, ScheduleStage stage, DescentState rule, double[] gradient)
    {
        double value = bound.Evaluate(guide, done, stage.Batch, Temperature, gradient);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = -gradient[i];
        }

        rule.Step(stage.LearningRate, gradient, guide.Parameters);
        if (++done == shutAt)
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
