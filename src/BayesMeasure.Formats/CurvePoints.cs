using System.Globalization;
using BayesMeasure.Measurements;

namespace BayesMeasure.Formats;

/// <summary>Points on their way from a file to a measurement.</summary>
/// <param name="X">Where was measured.</param>
/// <param name="Y">What was measured.</param>
/// <param name="Sigma">The standard deviations of y; null where there are none.</param>
/// <param name="File">The file, for errors.</param>
internal sealed record CurvePoints(double[] X, double[] Y, double[]? Sigma, FileContent File)
{
    private const double RootTolerance = 1e-3;

    /// <summary>In ranges of all other values: no noise and no peak is so far off.</summary>
    private const double FarthestValue = 2;

    private const double FewestNines = 999;
    private const int FewestCounts = 3;

    /// <summary>The line of each point; null where there are none.</summary>
    public int[]? Lines { get; private init; }

    /// <summary>The number of points.</summary>
    public int Count => X.Length;

    /// <summary>The points as a format read them: as many x, y and sigma, none infinite.</summary>
    public static CurvePoints Of(CurveData data, FileContent file)
    {
        if (data.X.Length != data.Y.Length || (data.Sigma != null && data.Sigma.Length != data.Y.Length))
        {
            string sigma = data.Sigma == null ? "" : $" and {data.Sigma.Length} errors";
            throw file.Error(
                $"There are {data.X.Length} x, but {data.Y.Length} y{sigma}.",
                "Export the curve again: the file is cut or broken.");
        }

        if (data.X.Length == 0)
        {
            throw file.Error("The curve has no points.", "Export the curve again.");
        }

        CurvePoints points = new(data.X, data.Y, data.Sigma, file) { Lines = data.Lines };
        int infinite = Enumerable.Range(0, points.Count).FirstOrDefault(
            i => double.IsInfinity(data.X[i]) || double.IsInfinity(data.Y[i]), -1);
        return infinite < 0 ? points : throw points.Fail(
            infinite, "The number is not finite.", "Correct it, or write NaN for it.");
    }

    /// <summary>Leaves out points of which x or y is missing; a missing point is no obstacle, but it is said.</summary>
    public CurvePoints WithoutMissing(List<string> remarks)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(i => !double.IsNaN(X[i]) && !double.IsNaN(Y[i]))];
        if (kept.Length == Count)
        {
            return this;
        }

        if (kept.Length == 0)
        {
            throw File.Error("All points are missing: NaN, empty or \"--\".", "Choose other columns, or another curve.");
        }

        int missing = Count - kept.Length;
        remarks.Add(missing == 1
            ? $"1 of {Count} points is missing (NaN, empty or \"--\"), and left out."
            : $"{missing} of {Count} points are missing (NaN, empty or \"--\"), and left out.");
        return Take(kept);
    }

    /// <summary>
    /// Leaves out points whose y is a number of nines, such as -9999, far from all others: programs write it where nothing was
    /// measured.
    /// </summary>
    public CurvePoints WithoutPlaceholders(List<string> remarks)
    {
        double[] candidates = [.. Y.Where(AreNines).Distinct()];
        double[] others = [.. Y.Where(value => double.IsFinite(value) && !candidates.Contains(value))];
        if (candidates.Length != 1 || others.Length < 2)
        {
            return this;
        }

        double placeholder = candidates[0];
        Interval range = new(others.Min(), others.Max());
        double distance = Math.Max(placeholder - range.Maximum, range.Minimum - placeholder);
        if (range.Length == 0 || distance < FarthestValue * range.Length)
        {
            return this;
        }

        int[] kept = [.. Enumerable.Range(0, Count).Where(i => Y[i] != placeholder)];
        remarks.Add(FormattableString.Invariant(
            $"{Count - kept.Length} of {Count} points have y = {placeholder}, far from all others, which stands for a missing ")
            + "value: they are left out.");
        return Take(kept);
    }

    /// <summary>Leaves out points outside of an interval of x.</summary>
    public CurvePoints Within(double? from, double? to, List<string> remarks)
    {
        if (from == null && to == null)
        {
            return this;
        }

        int[] kept = [.. Enumerable.Range(0, Count).Where(i => !(X[i] < from) && !(X[i] > to))];
        if (kept.Length == 0)
        {
            throw File.Error(
                $"No point lies in the range that was asked for: x is {new Interval(X.Min(), X.Max())}.", "Widen it.");
        }

        remarks.Add($"{kept.Length} of {Count} points lie in the range of x that was asked for.");
        return Take(kept);
    }

    /// <summary>
    /// Leaves out standard deviations where that is asked for, and refuses those that none can be: a level of 0 would make a
    /// point infinitely important, and to leave out what was not counted would bias the answer.
    /// </summary>
    public CurvePoints WithSigma(ReadOptions options, CurveData data, FileContent file)
    {
        if (Sigma == null || options.WithoutSigma)
        {
            return this with { Sigma = null };
        }

        int bad = Array.FindIndex(Sigma, value => !(value > 0 && double.IsFinite(value)));
        if (bad < 0)
        {
            return this;
        }

        string value = Sigma[bad].ToString(CultureInfo.InvariantCulture);
        string problem = $"The standard deviation {value} is not above 0.";
        double[] units = [.. Enumerable.Range(0, Count).Where(i => Y[i] > 0).Select(i => Sigma[i] * Sigma[i] / Y[i])];
        double unit = units.Length < FewestCounts ? 1 : units.Average();
        bool areCounts = Enumerable.Range(0, Count).All(i =>
            Y[i] >= 0 && Math.Abs(Sigma[i] - Math.Sqrt(unit * Y[i])) <= RootTolerance * Math.Sqrt(unit * Math.Max(Y[i], unit)));
        throw areCounts && Math.Abs(unit - 1) > RootTolerance
            ? Fail(
                bad, FormattableString.Invariant($"{problem} They are those of counts that were multiplied by {unit:G3}."),
                "Give the counts as they were measured, and take their noise: PoissonNoise.Counts; on a command line, "
                    + "--noise counts.")
            : areCounts
            ? Fail(bad, $"{problem} Each is the root of {data.YName}: these are counts.",
                "Take the noise of counts, which knows what 0 counts mean: PoissonNoise.Counts; on a command line, "
                    + "--noise counts.")
            : Fail(bad, problem, "Correct the error, or let the noise be found without it: on a command line --noise auto.");
    }

    /// <summary>Joins neighbours.</summary>
    public CurvePoints Binned(int size, List<string> remarks)
    {
        int bins = Count / size;
        if (size == 1)
        {
            return this;
        }

        if (bins == 0)
        {
            throw File.Error($"There are {Count} points, fewer than one bin of {size}.", "Bin fewer points.");
        }

        bool areCounts = Sigma == null && Y.All(value => value >= 0 && Math.Floor(value) == value);
        string rest = Count % size == 0 ? "" : $" The last {Count % size} are left out.";
        remarks.Add(areCounts
            ? $"{size} neighbours become one point: y are counts, and are added up.{rest}"
            : $"{size} neighbours become one point: the mean of each.{rest}");
        double share = areCounts ? 1 : 1.0 / size;
        return new(
            [.. X.Chunk(size).Take(bins).Select(bin => bin.Average())],
            [.. Y.Chunk(size).Take(bins).Select(bin => share * bin.Sum())],
            Sigma == null ? null : [.. Sigma.Chunk(size).Take(bins).Select(
                bin => Math.Max(bin.Aggregate(double.Hypot) / size, double.Epsilon))],
            File);
    }

    /// <summary>Whether a number is written with nines alone, at least three of them.</summary>
    private static bool AreNines(double value) =>
        Math.Abs(value) is >= FewestNines and < 1e10 && Math.Log10(Math.Abs(value) + 1) % 1 == 0;

    private CurvePoints Take(int[] kept) => this with
    {
        X = [.. kept.Select(i => X[i])],
        Y = [.. kept.Select(i => Y[i])],
        Sigma = Sigma is { } sigma ? [.. kept.Select(i => sigma[i])] : null,
        Lines = Lines is { } lines ? [.. kept.Select(i => lines[i])] : null,
    };

    private MeasurementFormatException Fail(int point, string problem, string advice) =>
        Lines is { } lines ? File.ErrorAt(lines[point], problem, advice) : File.Error($"Point {point + 1}: {problem}", advice);
}
