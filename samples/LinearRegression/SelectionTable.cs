using System.Globalization;
using BayesMeasure.Plotting;

namespace OffsetSelection;

/// <summary>The simulated points in plain text, beside the formula.</summary>
internal static class SelectionTable
{
    public static string Of(IReadOnlyList<SelectionCurve> curves) => string.Join(Environment.NewLine, curves.Select(curve =>
        string.Join(Environment.NewLine, curve.Simulated
            .Select(point => string.Create(
                CultureInfo.InvariantCulture,
                $"{point.X,6}  {ByFormula(curve, point.X),8:F4}  "
                    + $"{point.Probability.Value,8:F4} +- {point.Probability.StandardError:F4}"))
            .Prepend($"{curve.Name}:     N   formula  simulated"))));

    private static double ByFormula(SelectionCurve curve, double x) =>
        curve.Probabilities[curve.X.ToList().IndexOf(x)];
}
