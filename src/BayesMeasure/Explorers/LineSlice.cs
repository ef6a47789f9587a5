using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Explorers;

/// <summary>
/// One move of slice sampling along a line through the current point: a level below its density is drawn, an interval is
/// stepped out until both ends are below the level, and points are drawn from it, each that is below the level cutting off
/// its own side, until one is above (Neal 2003, figures 3 and 5).
/// </summary>
internal sealed class LineSlice
{
    /// <summary>
    /// The share of steps outwards, among all steps that change the interval, at which its first width is right.
    /// </summary>
    public const double WantedOutwards = 0.5;

    /// <summary>
    /// After so many cuts the interval is a rounding error wide, and the replica stays. That is exact: a way from one point to
    /// another and its way back have equally many cuts.
    /// </summary>
    private const int MostCuts = 60;

    private readonly int mostSteps;
    private readonly double[] trial;

    /// <param name="mostSteps">The most first widths an interval is long.</param>
    /// <param name="dimension">The most coordinates that a line goes through.</param>
    public LineSlice(int mostSteps, int dimension)
    {
        this.mostSteps = mostSteps;
        trial = new double[dimension];
    }

    /// <summary>Moves a replica along a line that must have been chosen without regard to where the replica is.</summary>
    /// <param name="replica">What moves.</param>
    /// <param name="positions">The positions of the parameters that move.</param>
    /// <param name="direction">The direction of the line, one number a position.</param>
    /// <param name="width">The first width of the interval, in lengths of the direction.</param>
    /// <param name="sweep">The inverse temperature and the random numbers.</param>
    /// <returns>The share of steps outwards.</returns>
    public double Move(Replica replica, ReadOnlySpan<int> positions, ReadOnlySpan<double> direction, double width, in Sweep sweep)
    {
        RandomStream random = sweep.Random;
        double level = random.NextLogUniform();
        double lower = -width * random.NextUniform();
        double upper = lower + width;

        // How many of the steps may go down is drawn beforehand: from any point of the slice, each interval is then as likely.
        int down = random.NextInteger(mostSteps);
        int up = mostSteps - 1 - down;
        int outwards = 0;
        for (; down > 0 && LogRatio(replica, positions, direction, lower, in sweep) > level; down--, outwards++)
        {
            lower -= width;
        }

        for (; up > 0 && LogRatio(replica, positions, direction, upper, in sweep) > level; up--, outwards++)
        {
            upper += width;
        }

        int inwards = Shrink(replica, positions, direction, level, (lower, upper), in sweep);
        return outwards + inwards == 0 ? WantedOutwards : (double)outwards / (outwards + inwards);
    }

    /// <summary>
    /// Draws points from the interval until one is above the level, and goes there; returns the number of those before it.
    /// </summary>
    private int Shrink(
        Replica replica,
        ReadOnlySpan<int> positions,
        ReadOnlySpan<double> direction,
        double level,
        (double Lower, double Upper) interval,
        in Sweep sweep)
    {
        for (int cut = 0; cut < MostCuts; cut++)
        {
            double distance = interval.Lower + sweep.Random.NextUniform() * (interval.Upper - interval.Lower);
            if (LogRatio(replica, positions, direction, distance, in sweep) > level)
            {
                replica.Accept();
                return cut;
            }

            // The side that is cut off never holds the current point, at 0.
            interval = distance < 0 ? (distance, interval.Upper) : (interval.Lower, distance);
        }

        return MostCuts;
    }

    /// <summary>The log density at a distance along the line, less that of the current point.</summary>
    private double LogRatio(
        Replica replica,
        ReadOnlySpan<int> positions,
        ReadOnlySpan<double> direction,
        double distance,
        in Sweep sweep)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            trial[i] = replica.Coordinates[positions[i]] + distance * direction[i];
        }

        return replica.Propose(positions, trial.AsSpan(0, positions.Length), sweep.InverseTemperature);
    }
}
