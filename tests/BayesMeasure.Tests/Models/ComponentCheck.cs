using BayesMeasure.Models;
using CsCheck;

namespace BayesMeasure.Tests.Models;

/// <summary>Compares a component with its written-out formula, with every width of lanes and with derivatives.</summary>
internal static class ComponentCheck
{
    private const double Step = 1e-5;

    /// <summary>Asserts that a component is a formula of x and its parameters.</summary>
    /// <param name="parameters">The parameters to try.</param>
    /// <param name="x">The abscissae; derivatives are compared at the fifth.</param>
    /// <param name="formula">The value at an x.</param>
    public static void IsFormula<TComponent>(Gen<double[]> parameters, double[] x, Func<double, double[], double> formula)
        where TComponent : struct, IComponent => Property.ForAll(
            parameters,
            drawn =>
            {
                double[] expected = [.. x.Select(value => formula(value, drawn))];
                foreach (int lanes in new[] { 1, 2, 4, 8 })
                {
                    double[] actual = ComponentRun<TComponent>.Over(x, drawn, lanes);
                    for (int i = 0; i < x.Length; i++)
                    {
                        Near(expected[i], actual[i], 1e-13);
                    }
                }

                CheckGradient<TComponent>(x[4], drawn, formula);
            });

    private static void CheckGradient<TComponent>(double x, double[] parameters, Func<double, double[], double> formula)
        where TComponent : struct, IComponent
    {
        double[] gradient = ComponentRun<TComponent>.Gradient(x, parameters);
        double[] point = [.. parameters, x];
        for (int variable = 0; variable < point.Length; variable++)
        {
            double Shifted(double by)
            {
                double[] moved = [.. point];
                moved[variable] += by;
                return formula(moved[^1], moved[..^1]);
            }

            Near((Shifted(Step) - Shifted(-Step)) / (2 * Step), gradient[variable], 1e-7);
        }
    }

    private static void Near(double expected, double actual, double tolerance) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, but was {actual:R}");
}
