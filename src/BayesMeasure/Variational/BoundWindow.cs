namespace BayesMeasure.Variational;

/// <summary>The bound of step after step, in windows of a few steps: whether it still rises.</summary>
/// <param name="length">The steps of a window.</param>
internal sealed class BoundWindow(int length)
{
    /// <summary>A rise of less than this, in nats, is none.</summary>
    private const double Tolerance = 0.01;

    /// <summary>So many standard errors of a difference are chance.</summary>
    private const double Chance = 2;

    private double sum;
    private double squares;
    private int count;
    private double before = double.NaN;
    private double errorBefore;
    private double error;

    /// <summary>The mean of the last window that is full; NaN before there is one.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>Whether a window has just become full.</summary>
    public bool IsFull => count == 0;

    /// <summary>Whether the last window is no higher than the one before, but for chance.</summary>
    public bool Stands =>
        Mean - before < Math.Max(Tolerance, Chance * Math.Sqrt(error * error + errorBefore * errorBefore));

    /// <summary>Adds the bound of a step.</summary>
    public void Add(double value)
    {
        // Differences from the window before keep their digits.
        double from = value - (double.IsNaN(Mean) ? 0 : Mean);
        sum += from;
        squares += from * from;
        if (++count < length)
        {
            return;
        }

        double mean = sum / length;
        (before, errorBefore) = (Mean, error);
        error = Math.Sqrt(Math.Max(0, squares / length - mean * mean) / length);
        Mean = mean + (double.IsNaN(Mean) ? 0 : Mean);
        (sum, squares, count) = (0, 0, 0);
    }
}
