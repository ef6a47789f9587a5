namespace BayesMeasure.Optimization.Graduated;

/// <summary>The walk that all descents have in common: steps, stages, and the end of a walk that diverges.</summary>
internal sealed class StagedDescent
{
    /// <summary>A walk that is further from its start than this, in units of the start and of 1, does not come back.</summary>
    private const double Far = 1e6;

    private readonly ObjectiveState state;
    private readonly double[] start;
    private readonly double[] x;
    private readonly double[] before;
    private readonly double[] gradient;
    private readonly double radius;
    private readonly List<GraduatedStage> stages = [];
    private long evaluations;

    public StagedDescent(StochasticObjective objective, ReadOnlySpan<double> start)
    {
        objective.RequirePoint(start.Length, nameof(start));
        state = new(objective);
        this.start = start.ToArray();
        x = start.ToArray();
        state.Restrict(x);
        before = (double[])x.Clone();
        gradient = new double[x.Length];
        radius = Far * (1 + Vectors.Norm(x));
        RequireNumbers(objective);
    }

    /// <summary>A gradient at a step of a stage, and how many gradients of terms it took.</summary>
    public delegate int StepGradient(ObjectiveState state, int step, ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Why the walk ended; null while it goes on.</summary>
    public string? Divergence { get; private set; }

    /// <summary>The evaluations, for measurements between stages.</summary>
    public ObjectiveState State => state;

    /// <summary>Where the walk is.</summary>
    public ReadOnlySpan<double> Point => x;

    /// <summary>Walks one stage.</summary>
    /// <param name="stage">The stage; its point is that of the end.</param>
    /// <param name="rule">What a step does.</param>
    /// <param name="next">Where a step has its gradient from.</param>
    public void Walk(GraduatedStage stage, DescentState rule, StepGradient next)
    {
        for (int step = 0; step < stage.Steps; step++)
        {
            if (!TryStep(stage.LearningRate, rule, next, step, out string reason))
            {
                Divergence = Described(stage, step, reason);
                before.CopyTo(x, 0);
                stages.Add(stage with { Point = [.. x], Steps = step });
                return;
            }
        }

        stages.Add(stage with { Point = [.. x] });
    }

    /// <summary>The walk as it was.</summary>
    public GraduatedRun Finish(IReadOnlyList<string> warnings) => new()
    {
        Start = start,
        Point = [.. x],
        Value = state.Evaluate(x, gradient),
        Stages = stages,
        Divergence = Divergence,
        Warnings = warnings,
        Evaluations = evaluations,
    };

    private bool TryStep(double rate, DescentState rule, StepGradient next, int step, out string reason)
    {
        reason = "";
        try
        {
            evaluations += next(state, step, x, gradient);
        }
        catch (NotFiniteNumberException fault) when (stages.Count > 0 || step > 0)
        {
            reason = fault.Message;
            return false;
        }

        x.CopyTo(before, 0);
        rule.Step(rate, gradient, x);
        state.Restrict(x);
        return Vectors.Distance(x, start) <= radius;
    }

    private string Described(GraduatedStage stage, int step, string reason)
    {
        double curvature = PowerIteration.LargestCurvature(state, start);
        string text = FormattableString.Invariant(
            $"Stage {stages.Count + 1} diverged at step {step + 1}, with learning rate {stage.LearningRate:G4}; the curvature ")
            + FormattableString.Invariant($"is {curvature:G4} at the start, where gradient descent needs a rate below ")
            + FormattableString.Invariant($"{2 / curvature:G4}. Lower the rate. {reason}");
        return text.TrimEnd();
    }

    private void RequireNumbers(StochasticObjective objective)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The start of parameter '{objective.ParameterNames[i]}' is {x[i]}: a start must be finite."));
            }
        }
    }
}
