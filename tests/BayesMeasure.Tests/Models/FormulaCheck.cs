using BayesMeasure.Models;

namespace BayesMeasure.Tests.Models;

/// <summary>A component against its formula, with every width of lanes and with derivatives.</summary>
internal static class FormulaCheck
{
    private const double Step = 1e-5;

    /// <summary>Compares at some points; the tolerances are shares of the formula's largest magnitude.</summary>
    public static void Of<TComponent>(
        double[] x, double[] parameters, Func<double, double[], double> formula, double tolerance, double slopeTolerance = 1e-6)
        where TComponent : struct, IComponent
    {
        double[] expected = [.. x.Select(value => formula(value, parameters))];
        double scale = expected.Max(Math.Abs);
        foreach (int lanes in new[] { 1, 2, 4, 8 })
        {
            double[] actual = ComponentRun<TComponent>.Over(x, parameters, lanes);
            Assert.All(actual.Index(), item => Assert.Equal(expected[item.Index], item.Item, tolerance * scale));
        }

        CheckGradient<TComponent>(x[^1], parameters, formula, slopeTolerance * scale);
    }

    private static void CheckGradient<TComponent>(
        double x, double[] parameters, Func<double, double[], double> formula, double tolerance)
        where TComponent : struct, IComponent
    {
        double[] gradient = ComponentRun<TComponent>.Gradient(x, parameters);
        double[] point = [.. parameters, x];
        for (int variable = 0; variable < point.Length; variable++)
        {
            double step = Step * Math.Max(0.1, Math.Abs(point[variable]));
            double Shifted(double by)
            {
                double[] moved = [.. point];
                moved[variable] += by;
                return formula(moved[^1], moved[..^1]);
            }

            double difference = (Shifted(step) - Shifted(-step)) / (2 * step);
            Assert.Equal(difference, gradient[variable], tolerance * Math.Max(1, 1 / point[variable]));
        }
    }
}
