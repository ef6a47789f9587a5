using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Reports;

namespace BayesMeasure.Comparison;

/// <summary>Whether the best of several models can be told apart from all others and, if not, what it would take.</summary>
internal sealed class Decision
{
    /// <summary>Beyond so many times the present sweeps, the gap is mostly noise: a number would promise too much.</summary>
    private const double MostTimes = 100;

    /// <summary>Odds below 3 are "not worth more than a bare mention" (Kass and Raftery 1995, JASA 90, 773).</summary>
    private const double BareMention = 3;

    private readonly ModelPrior prior;
    private readonly EvidenceErrors errors;
    private readonly IReadOnlyList<WeighedModel> models;
    private readonly WeighedModel best;
    private readonly WeighedModel? runnerUp;

    /// <summary>A model that is not beaten, of these the one that takes longest to beat; null when all are beaten.</summary>
    private readonly WeighedModel? rival;

    /// <param name="models">All models.</param>
    /// <param name="best">The best of them.</param>
    /// <param name="errors">The errors of their ln Z.</param>
    /// <param name="prior">How probable they were beforehand.</param>
    public Decision(IReadOnlyList<WeighedModel> models, WeighedModel best, EvidenceErrors errors, ModelPrior prior)
    {
        this.prior = prior;
        this.errors = errors;
        this.models = models;
        this.best = best;
        WeighedModel[] others = [.. models.Where(model => model != best && !double.IsNaN(model.LogWeight))];
        runnerUp = others.MaxBy(other => other.LogWeight);
        rival = others.Where(other => !IsBeaten(other)).MaxBy(SweepsToBeat);
        Sweeps = rival is not null && SweepsToBeat(rival) is var sweeps && double.IsFinite(sweeps) ? RoundUp(sweeps) : null;
    }

    /// <summary>Whether every other model is beaten.</summary>
    public bool IsMade => rival is null;

    /// <summary>About how many more sweeps for each chain would decide; null when decided, or where none can be named.</summary>
    public long? Sweeps { get; }

    /// <summary>What is to be said of a decision that more data might turn; empty when there is nothing.</summary>
    public string Reserve => runnerUp is not null && IsBareMention(GapTo(runnerUp))
        ? $" But {WhatTells} hardly tell it from {runnerUp.Name}: {SmallOdds}."
        : "";

    /// <summary>Why nothing is decided, and what would help.</summary>
    public string Advice
    {
        get
        {
            ValueWithError gap = GapTo(rival!);
            string name = rival!.Name;
            if (double.IsNaN(gap.StandardError))
            {
                return $"The free energy of {best.Name} or {name} could not be given an error. Use more sweeps.";
            }

            string rank = IsUniform
                ? $"{best.Name} has the lowest free energy, but that of {name} is higher by {gap} only. "
                : $"{best.Name} is the most probable, but its ln odds against {name} are {gap} only. ";
            return rank + (IsBareMention(gap) ? BareMentionAdvice : SweepsAdvice);
        }
    }

    /// <summary>What is said of odds that are a bare mention.</summary>
    public static string SmallOdds => $"the odds are less than {BareMention:F0} to 1";

    private bool IsUniform => prior == ModelPrior.Uniform;

    /// <summary>What weighs the models: the odds are those of the evidence, times those of the prior over models.</summary>
    private string WhatTells => IsUniform ? "the data themselves" : "the data and the prior over models";

    private string BareMentionAdvice => $"T{WhatTells[1..]} hardly tell them apart: {SmallOdds}, "
        + (Sweeps is null ? "and more sweeps will not change that." : $"and {MoreSweeps} would settle only which is ahead.");

    private string SweepsAdvice => Sweeps is null
        ? "The difference is too far below its error to say how many more would decide: use four times the sweeps and look again."
        : $"About {MoreSweeps} would decide, if the difference stays.";

    private string MoreSweeps => string.Create(CultureInfo.InvariantCulture, $"{Sweeps:N0} more sweeps for each chain");

    /// <summary>Whether the odds are small, their error taken in.</summary>
    /// <param name="gap">Their logarithm, above 0.</param>
    public static bool IsBareMention(ValueWithError gap) =>
        gap.Value + ModelComparison.DecisionSigmas * gap.StandardError < Math.Log(BareMention);

    private bool IsBeaten(WeighedModel other) =>
        GapTo(other) is var gap && gap.Value > 0 && gap.Value >= ModelComparison.DecisionSigmas * gap.StandardError;

    private ValueWithError GapTo(WeighedModel other) =>
        new(best.LogWeight - other.LogWeight, errors.OfDifference(PositionOf(best), PositionOf(other)));

    private int PositionOf(WeighedModel model) => models.Index().First(item => ReferenceEquals(item.Item, model)).Index;

    /// <summary>
    /// The sweeps n after which both errors, which fall as 1 / sqrt(sweeps), have shrunk enough for the present gap d:
    /// s_1^2 N_1 / (N_1 + n) + s_2^2 N_2 / (N_2 + n) = (d / 2)^2, a quadratic equation with one positive root.
    /// Where odds of neighbours tie the two, both are taken as much smaller as the error of the gap is.
    /// </summary>
    private double SweepsToBeat(WeighedModel other)
    {
        ValueWithError gap = GapTo(other);
        double target = Math.Pow(gap.Value / ModelComparison.DecisionSigmas, 2);
        double firstSweeps = SweepsOf(best.Result);
        double secondSweeps = SweepsOf(other.Result);
        double first = Math.Pow(best.Result.FreeEnergy.StandardError, 2) * firstSweeps;
        double second = Math.Pow(other.Result.FreeEnergy.StandardError, 2) * secondSweeps;

        double independent = first / firstSweeps + second / secondSweeps;
        double tie = independent > 0 ? gap.StandardError * gap.StandardError / independent : 1;
        (first, second) = (tie * first, tie * second);

        double linear = target * (firstSweeps + secondSweeps) - first - second;
        double constant = target * firstSweeps * secondSweeps - first * secondSweeps - second * firstSweeps;
        double sweeps = (Math.Sqrt(linear * linear - 4 * target * constant) - linear) / (2 * target);
        return sweeps <= MostTimes * Math.Max(firstSweeps, secondSweeps) ? sweeps : double.PositiveInfinity;
    }

    private static double SweepsOf(Result result) => (double)result.Draws.Count * result.Report.SweepsPerDraw;

    /// <summary>Rounds up to two digits.</summary>
    private static long RoundUp(double sweeps)
    {
        double unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(sweeps)) - 1));
        return (long)(Math.Max(1, Math.Ceiling(sweeps / unit)) * unit);
    }
}
