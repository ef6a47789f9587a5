using MathNet.Numerics.Distributions;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>What a stage of a <see cref="SigmaNiceCheck"/> found.</summary>
public enum SigmaNiceVerdict
{
    /// <summary>Both conditions hold where they were looked at.</summary>
    Holds,

    /// <summary>A condition fails.</summary>
    Fails,

    /// <summary>The error of the draws is too large to tell.</summary>
    Undecided,
}

/// <summary>A stage of a <see cref="SigmaNiceCheck"/>.</summary>
/// <param name="Degree">delta_m: the standard deviation of the smoothing in every coordinate.</param>
/// <param name="Minimum">The minimum that was followed to this stage; of several smoothings by draws the mean.</param>
/// <param name="Shift">How far it is from that of the stage before, with a standard error; 0 in the first stage.</param>
/// <param name="Allowed">delta_{m-1} - delta_m, which the shift may not exceed; infinite in the first stage.</param>
/// <param name="Curvature">The smallest eigenvalue of the Hessian around the minimum, with a standard error.</param>
/// <param name="Verdict">Whether the conditions hold.</param>
public sealed record SigmaNiceStage(
    double Degree,
    IReadOnlyList<double> Minimum,
    (double Value, double StandardError) Shift,
    double Allowed,
    (double Value, double StandardError) Curvature,
    SigmaNiceVerdict Verdict);

/// <summary>
/// Looks whether a function is sigma_m-nice along a path of degrees, which the theory of graduated optimisation asks for: that
/// the minimum of each smoothing lies within delta_m - delta_{m+1} of the next one, and that each smoothing is strongly convex
/// around its minimum (E. Hazan, K. Y. Levy and S. Shalev-Shwartz 2016; relaxed by N. Sato and H. Iiduka, arXiv 2311.08745v7).
/// </summary>
/// <remarks>
/// It follows one minimum by descent, and looks at the curvature there and at some points around: a check and no proof.
/// Smoothings by draws are made eight times over; where their scatter hides a condition, the stage is undecided.
/// </remarks>
/// <param name="Degrees">The path delta_1, delta_2, ...: above 0, none above the one before.</param>
public sealed record SigmaNiceCheck(IReadOnlyList<double> Degrees)
{
    /// <summary>The chance that scatter alone decides a condition, over all points where it is looked at.</summary>
    private const double Significance = 0.01;

    private const int Replicates = 8;

    /// <summary>
    /// The draws of a smoothing, at least 1; null takes the closed form. 1,000 by default.
    /// </summary>
    public int? Draws { get; init; } = 1000;

    /// <summary>How far around a minimum the curvature is looked at, in units of delta_m. 1 by default; at least 0.</summary>
    public double Radius { get; init; } = 1;

    /// <summary>
    /// The points around a minimum at which the curvature is looked at, besides itself. 16 by default; at least 0.
    /// </summary>
    public int Probes { get; init; } = 16;

    /// <summary>The parameters that are smoothed, as for <see cref="GradOpt.Parameters"/>. Empty, the default, for all.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>The seed of all random numbers. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range, or a degree grows.</exception>
    public void RequireValid()
    {
        GradOpt.RequireFall(Degrees);
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws ?? 1, 1, nameof(Draws));
        ArgumentOutOfRangeException.ThrowIfNegative(Probes);
        ArgumentNullException.ThrowIfNull(Parameters);
        if (!(Radius >= 0 && double.IsFinite(Radius)))
        {
            throw new ArgumentOutOfRangeException(nameof(Radius), Radius, "The radius must be finite and at least 0.");
        }
    }

    /// <summary>Follows the minimum from a point, stage by stage.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="start">Where the descent to the first minimum begins.</param>
    /// <returns>A stage a degree. The function is not sigma_m-nice along the path where one fails.</returns>
    /// <exception cref="ArgumentException">A setting or the start is wrong.</exception>
    /// <exception cref="NotSupportedException">There is no closed form, and no number of draws.</exception>
    public IReadOnlyList<SigmaNiceStage> Run(StochasticObjective objective, ReadOnlySpan<double> start)
    {
        ArgumentNullException.ThrowIfNull(objective);
        objective.RequirePoint(start.Length, nameof(start));
        RequireValid();
        double[] first = start.ToArray();
        int count = Draws is null ? 1 : Replicates;
        FollowedMinimum[] followed = [.. Enumerable.Range(0, count).Select(replicate =>
            new FollowedMinimum(objective, new(objective, Draws, Parameters, Seed, replicate), first))];
        return [.. Degrees.Select((degree, m) => Stage(followed, m, degree))];
    }

    private SigmaNiceStage Stage(FollowedMinimum[] followed, int m, double degree)
    {
        foreach (FollowedMinimum one in followed)
        {
            one.MoveTo(degree);
        }

        double allowed = m == 0 ? double.PositiveInfinity : Degrees[m - 1] - degree;
        var shift = m == 0 ? (0, 0) : LengthAndError([.. followed.Select(one => one.Shift)]);
        var curvature = LeastAndError([.. followed.Select(one => one.Curvatures(Radius * degree, Probes, Seed))]);
        double[] minimum = [.. Enumerable.Range(0, followed[0].Point.Count).Select(i => followed.Average(one => one.Point[i]))];
        return new(degree, minimum, shift, allowed, curvature, Verdict(shift, allowed, curvature));
    }

    /// <summary>The length of the mean shift: the mean of lengths would count the scatter as a shift.</summary>
    private static (double Value, double StandardError) LengthAndError(IReadOnlyList<double>[] shifts)
    {
        (double Value, double StandardError)[] parts =
            [.. Enumerable.Range(0, shifts[0].Count).Select(i => MeanAndError([.. shifts.Select(shift => shift[i])]))];
        return (
            Math.Sqrt(parts.Sum(part => part.Value * part.Value)),
            Math.Sqrt(parts.Sum(part => part.StandardError * part.StandardError)));
    }

    /// <summary>
    /// The least of the mean curvatures at the points: the mean of the least would count the scatter as a curvature.
    /// </summary>
    private static (double Value, double StandardError) LeastAndError(double[][] curvatures) =>
        Enumerable.Range(0, curvatures[0].Length)
            .Select(point => MeanAndError([.. curvatures.Select(all => all[point])]))
            .MinBy(curvature => curvature.Value);

    /// <summary>How many standard errors, of a few smoothings by draws, no condition is off by chance.</summary>
    private double DecisiveErrors => StudentT.InvCDF(0, 1, Replicates - 1, 1 - Significance / (1 + Probes));

    private SigmaNiceVerdict Verdict(
        (double Value, double StandardError) shift, double allowed, (double Value, double StandardError) curvature)
    {
        double room = allowed - shift.Value;
        double roomError = DecisiveErrors * shift.StandardError;
        double curvatureError = DecisiveErrors * curvature.StandardError;
        if (room < -roomError || curvature.Value <= -curvatureError)
        {
            return SigmaNiceVerdict.Fails;
        }

        return room >= roomError && curvature.Value > curvatureError ? SigmaNiceVerdict.Holds : SigmaNiceVerdict.Undecided;
    }

    private static (double Value, double StandardError) MeanAndError(double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return (mean, values.Length == 1 ? 0 : Math.Sqrt(squares / (values.Length * (values.Length - 1.0))));
    }
}
