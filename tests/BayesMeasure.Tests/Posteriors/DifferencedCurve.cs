using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>Derivatives by another way: differences of a function at four points, of the error h^4.</summary>
internal static class DifferencedCurve
{
    private const double Step = 2e-4;

    /// <summary>The derivatives of a posterior's prediction with respect to one unknown, at its measured points.</summary>
    public static double[] Column(Posterior posterior, double[] values, int unknown)
    {
        double[] At(double value) => posterior.Predict(Moved(values, unknown, value), posterior.Measurement.X.AsSpan());
        double step = StepOf(values[unknown]);
        double[][] near = [At(values[unknown] - step), At(values[unknown] + step)];
        double[][] far = [At(values[unknown] - 2 * step), At(values[unknown] + 2 * step)];
        return [.. near[0].Select((_, i) => (8 * (near[1][i] - near[0][i]) - (far[1][i] - far[0][i])) / (12 * step))];
    }

    /// <summary>The gradient of a function.</summary>
    public static double[] Gradient(Func<double[], double> function, double[] values) => [.. values.Select((value, unknown) =>
    {
        double At(double moved) => function(Moved(values, unknown, moved));
        double step = StepOf(value);
        return (8 * (At(value + step) - At(value - step)) - (At(value + 2 * step) - At(value - 2 * step))) / (12 * step);
    })];

    private static double StepOf(double value) => Step * Math.Max(0.1, Math.Abs(value));

    private static double[] Moved(double[] values, int unknown, double value) =>
        [.. values.Select((old, i) => i == unknown ? value : old)];
}
