namespace BayesMeasure.Variational;

/// <summary>
/// The bound of step after step, in windows of a few steps: whether it still rises. A few numbers and no memory of its own, so
/// that a device keeps one for each guide.
/// </summary>
public struct BoundWindow
{
    /// <summary>A rise of less than this, in nats, is none.</summary>
    private const double Tolerance = 0.01;

    /// <summary>So many standard errors of a difference are chance.</summary>
    private const double Chance = 2;

    private double sum;
    private double squares;
    private int count;
    private int windows;
    private double before;
    private double errorBefore;
    private double error;

    /// <summary>The mean of the last window that is full; 0 before there is one.</summary>
    public double Mean { get; private set; }

    /// <summary>Whether there has been a full window.</summary>
    public readonly bool HasMean => windows > 0;

    /// <summary>Whether a window has just become full.</summary>
    public readonly bool IsFull => count == 0;

    /// <summary>Whether the last window is no higher than the one before, but for chance.</summary>
    public readonly bool Stands => windows > 1 && Mean - before < Larger(
        Tolerance, Chance * Math.Sqrt(error * error + errorBefore * errorBefore));

    /// <summary>Adds the bound of a step.</summary>
    /// <param name="value">The bound.</param>
    /// <param name="length">The steps of a window, the same at each call.</param>
    public void Add(double value, int length)
    {
        // Differences from the window before keep their digits.
        double from = value - Mean;
        sum += from;
        squares += from * from;
        if (++count < length)
        {
            return;
        }

        double mean = sum / length;
        (before, errorBefore) = (Mean, error);
        error = Math.Sqrt(Larger(0, squares / length - mean * mean) / length);
        Mean = mean + Mean;
        (sum, squares, count) = (0, 0, 0);
        windows++;
    }

    private static double Larger(double x, double y) => x > y ? x : y;
}
