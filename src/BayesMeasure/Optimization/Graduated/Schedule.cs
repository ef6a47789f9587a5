namespace BayesMeasure.Optimization.Graduated;

/// <summary>One stage of a <see cref="Schedule"/>.</summary>
/// <param name="LearningRate">The learning rate eta: above 0, finite.</param>
/// <param name="Batch">The number b of terms, or of draws, that a step averages: at least 1.</param>
/// <param name="Steps">The number of steps: at least 1.</param>
public readonly record struct ScheduleStage(double LearningRate, int Batch, int Steps);

/// <summary>
/// Learning rates and batches, stage by stage: what a descent or a trainer of any kind steps by. Their ratio eta / sqrt(b) never
/// grows, and with it the degree of smoothing falls from stage to stage (N. Sato and H. Iiduka, arXiv 2311.08745v7).
/// </summary>
/// <remarks>
/// From stage to stage eta_{m+1} = kappa eta_m and b_{m+1} = lambda b_m, so that the degree falls by gamma = kappa /
/// sqrt(lambda); batches are rounded. Published experiments take five stages with gamma = 1/sqrt(2): kappa = 1/sqrt(2), or lambda
/// = 2, or kappa = sqrt(3)/2 with lambda = 1.5.
/// </remarks>
public sealed record Schedule
{
    /// <summary>The degree may not grow beyond rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Takes stages as they are.</summary>
    /// <param name="stages">The stages, at least one.</param>
    /// <param name="terms">The number N of terms that batches are drawn from without replacement; null for draws with it.</param>
    /// <exception cref="ArgumentException">
    /// A number is outside its range, a batch has more than all terms, or the degree grows from one stage to the next.
    /// </exception>
    public Schedule(IReadOnlyList<ScheduleStage> stages, int? terms = null)
    {
        ArgumentNullException.ThrowIfNull(stages);
        Stages = [.. stages];
        Terms = terms;
        if (terms is { } all)
        {
            RequireWithin(all);
        }

        RequireStages();
    }

    /// <summary>The stages in their order.</summary>
    public IReadOnlyList<ScheduleStage> Stages { get; }

    /// <summary>
    /// The number N of terms whose draws without replacement the degrees allow for; null, the default, for draws with
    /// replacement.
    /// </summary>
    public int? Terms { get; }

    /// <summary>The gradients of terms, or draws, that all steps take together.</summary>
    public long Evaluations => Stages.Sum(stage => (long)stage.Batch * stage.Steps);

    /// <summary>The same learning rate and batch in every stage.</summary>
    /// <param name="first">The first stage.</param>
    /// <param name="stages">The number of stages: at least 1.</param>
    public static Schedule Constant(ScheduleStage first, int stages = 1) => Hybrid(first, stages, 1, 1);

    /// <summary>The learning rate times kappa from stage to stage.</summary>
    /// <param name="first">The first stage.</param>
    /// <param name="stages">The number of stages: at least 1.</param>
    /// <param name="kappa">Above 0 and at most 1; 1/sqrt(2) by default.</param>
    /// <exception cref="ArgumentException">kappa would make the degree grow, or a number is outside its range.</exception>
    public static Schedule DecayingRate(ScheduleStage first, int stages, double kappa = 0.70710678118654752) =>
        Hybrid(first, stages, kappa, 1);

    /// <summary>The batch times lambda from stage to stage, rounded.</summary>
    /// <param name="first">The first stage.</param>
    /// <param name="stages">The number of stages: at least 1.</param>
    /// <param name="lambda">At least 1; 2 by default.</param>
    /// <exception cref="ArgumentException">lambda would make the degree grow, or a number is outside its range.</exception>
    public static Schedule GrowingBatch(ScheduleStage first, int stages, double lambda = 2) => Hybrid(first, stages, 1, lambda);

    /// <summary>The learning rate times kappa and the batch times lambda from stage to stage, rounded.</summary>
    /// <param name="first">The first stage.</param>
    /// <param name="stages">The number of stages: at least 1.</param>
    /// <param name="kappa">Above 0; sqrt(3)/2 by default.</param>
    /// <param name="lambda">At least kappa^2; 1.5 by default.</param>
    /// <exception cref="ArgumentException">kappa / sqrt(lambda) is above 1, or a number is outside its range.</exception>
    public static Schedule Hybrid(
        ScheduleStage first, int stages, double kappa = 0.86602540378443865, double lambda = 1.5)
    {
        RequirePositive(kappa, nameof(kappa));
        RequirePositive(lambda, nameof(lambda));
        if (kappa > Math.Sqrt(lambda) * (1 + Rounding))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"kappa = {kappa} and lambda = {lambda} make the degree of smoothing grow, by {kappa / Math.Sqrt(lambda):G4} ")
                + "a stage: kappa / sqrt(lambda) must be at most 1.");
        }

        return Of(first, stages, m => (first.LearningRate * Math.Pow(kappa, m), first.Batch * Math.Pow(lambda, m)));
    }

    /// <summary>
    /// The degree falls by gamma_m = ((M - m) / (M - m + 1))^p, so that it is ((M + 1 - m) / M)^p of the first one in stage m.
    /// </summary>
    /// <param name="first">The first stage.</param>
    /// <param name="stages">The number M of stages: at least 1.</param>
    /// <param name="power">p: above 0 and at most 1.</param>
    /// <param name="rateShare">
    /// The share of the fall, in its logarithm, that the learning rate has; the batch has the rest. 1, the default, is the rate
    /// alone, 0 the batch alone.
    /// </param>
    /// <exception cref="ArgumentException">A number is outside its range.</exception>
    public static Schedule Polynomial(ScheduleStage first, int stages, double power = 1, double rateShare = 1)
    {
        IReadOnlyList<double> falls = Degree.PolynomialPath(1, stages, power);
        RequireShare(rateShare);
        return Of(first, stages, m => Split(first, falls[m], rateShare));
    }

    /// <summary>The learning rate eta_1 (1 + cos(pi (m - 1) / M)) / 2 in stage m of M, and a constant batch.</summary>
    /// <param name="first">The first stage.</param>
    /// <param name="stages">The number M of stages: at least 1.</param>
    /// <exception cref="ArgumentException">A number is outside its range.</exception>
    public static Schedule Cosine(ScheduleStage first, int stages) =>
        Of(first, stages, m => (first.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * m / stages)), first.Batch));

    /// <summary>
    /// The schedule of a wanted path of degrees: batches are rounded first, and then the learning rate gives the degree exactly.
    /// </summary>
    /// <param name="degrees">delta_1, delta_2, ...: above 0, none above the one before.</param>
    /// <param name="noise">C, as <see cref="GradientNoise"/> measures it: above 0.</param>
    /// <param name="batch">The first batch: at least 1.</param>
    /// <param name="steps">The number of steps a stage: at least 1.</param>
    /// <param name="rateShare">The share of the fall that the learning rate has, as for <see cref="Polynomial"/>.</param>
    /// <param name="terms">The number N of terms, drawn without replacement; null, the default, with replacement.</param>
    /// <exception cref="ArgumentException">A degree grows, or a number is outside its range.</exception>
    public static Schedule OfDegrees(
        IReadOnlyList<double> degrees, double noise, int batch, int steps, double rateShare = 1, int? terms = null)
    {
        ArgumentNullException.ThrowIfNull(degrees);
        RequirePositive(noise, nameof(noise));
        RequireShare(rateShare);
        var stages = new List<ScheduleStage>();
        foreach (double degree in degrees)
        {
            RequirePositive(degree, nameof(degrees));
            int size = (int)Math.Round(batch * Math.Pow(degrees[0] / degree, 2 * (1 - rateShare)));
            stages.Add(new(degree / Degree.Of(1, noise, size, terms), size, steps));
        }

        return new(stages, terms);
    }

    /// <summary>
    /// The same rates and batches, but so many steps a stage that each takes the same number of gradients of terms, rounded: a
    /// stage with a larger batch makes fewer steps. Epochs are multiples of N.
    /// </summary>
    /// <param name="evaluations">
    /// The gradients of terms, or draws, of each stage: at least 1. A stage makes one step at least.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public Schedule WithEvaluations(int evaluations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(evaluations, 1);
        return new(
            [.. Stages.Select(stage => stage with { Steps = Math.Max(1, (int)Math.Round((double)evaluations / stage.Batch)) })],
            Terms);
    }

    /// <summary>
    /// The batch, or the number of draws, with which a stage has the degree that it was planned with, given the gradient noise
    /// that was measured since: what a trainer asks between stages.
    /// </summary>
    /// <param name="stage">The position of the stage, from 0.</param>
    /// <param name="planned">The C that the schedule was made for.</param>
    /// <param name="measured">The C that was measured.</param>
    /// <returns>The batch: at least 1 and at most N.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stage, or C is not above 0 and finite.</exception>
    public int BatchAt(int stage, double planned, double measured)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stage);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stage, Stages.Count);
        RequirePositive(planned, nameof(planned));
        RequirePositive(measured, nameof(measured));
        (double rate, int batch, _) = Stages[stage];
        return Degree.BatchFor(Degree.Of(rate, planned, batch, Terms), rate, measured, Terms);
    }

    /// <summary>Throws when a stage takes more terms than there are.</summary>
    internal void RequireWithin(int terms)
    {
        foreach ((int m, ScheduleStage stage) in Stages.Index())
        {
            if (stage.Batch > terms)
            {
                throw new ArgumentException(
                    $"The batch of stage {m + 1} is {stage.Batch}, but the objective has {terms} terms. "
                    + "Begin with a smaller batch, let it grow less, or take fewer stages.");
            }
        }
    }

    /// <summary>The schedule whose stages have rates and batches by a rule; batches are rounded.</summary>
    private static Schedule Of(ScheduleStage first, int stages, Func<int, (double Rate, double Batch)> rule)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        return new([.. Enumerable.Range(0, stages).Select(m =>
        {
            (double rate, double batch) = rule(m);
            return new ScheduleStage(rate, (int)Math.Min(Math.Round(batch), int.MaxValue), first.Steps);
        })]);
    }

    /// <summary>The rate and the batch whose degree is a fraction of the first one; the rounded batch is made up for.</summary>
    private static (double Rate, double Batch) Split(ScheduleStage first, double fall, double rateShare)
    {
        double batch = Math.Round(first.Batch * Math.Pow(fall, -2 * (1 - rateShare)));
        return (first.LearningRate * fall * Math.Sqrt(batch / first.Batch), batch);
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {name} must be above 0 and finite.");
        }
    }

    private static void RequireShare(double rateShare)
    {
        if (!(rateShare is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(rateShare), rateShare, "The share of the learning rate in the fall of the degree must be from 0 to 1.");
        }
    }

    private void RequireStages()
    {
        if (Stages.Count == 0)
        {
            throw new ArgumentException("A schedule needs at least one stage.");
        }

        foreach ((int m, ScheduleStage stage) in Stages.Index())
        {
            RequirePositive(stage.LearningRate, $"learning rate of stage {m + 1}");
            RequireAtLeastOne(stage.Batch, $"batch of stage {m + 1}");
            RequireAtLeastOne(stage.Steps, $"number of steps of stage {m + 1}");
            RequireFall(m);
        }
    }

    private static void RequireAtLeastOne(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {name} must be at least 1.");
        }
    }

    private void RequireFall(int stage)
    {
        double factor = stage == 0 ? 1 : RelativeDegree(stage) / RelativeDegree(stage - 1);
        if (factor > 1 + Rounding)
        {
            (ScheduleStage before, ScheduleStage after) = (Stages[stage - 1], Stages[stage]);
            throw new ArgumentException(FormattableString.Invariant(
                $"From stage {stage} to {stage + 1} the degree of smoothing grows by {factor:G4}: ")
                + FormattableString.Invariant($"rate {before.LearningRate:G4} with batch {before.Batch}, ")
                + FormattableString.Invariant($"then {after.LearningRate:G4} with {after.Batch}. ")
                + "Let the rate fall or the batch grow.");
        }
    }

    private double RelativeDegree(int stage) => Degree.Of(Stages[stage].LearningRate, 1, Stages[stage].Batch, Terms);
}
