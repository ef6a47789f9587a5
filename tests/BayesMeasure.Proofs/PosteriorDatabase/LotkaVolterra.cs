using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.PosteriorDatabase;

/// <summary>
/// Hares and lynxes over twenty years: u' = (th1 - th2 v) u, v' = (-th3 + th4 u) v, log-normal errors. th1, th3 ~ N(1, 0.5^2)
/// and th2, th4 ~ N(0.05, 0.05^2) above 0, initial populations ~ LogNormal(ln 10, 1), errors ~ LogNormal(-1, 1).
/// </summary>
internal static class LotkaVolterra
{
    /// <summary>Runge-Kutta steps a year; the fourth-order error is below 1e-4 of a population.</summary>
    private const int StepsPerYear = 10;

    public static ReferenceModel Create()
    {
        SharedTable data = SharedTable.Read("posteriordb", "data", "hudson_lynx_hare.csv");
        double[] hares = [30, .. data.Numbers("y1")];
        double[] lynxes = [4, .. data.Numbers("y2")];
        double[] logHares = [.. hares.Select(hare => Math.Log(hare))];
        double[] logLynxes = [.. lynxes.Select(lynx => Math.Log(lynx))];
        var prior = new Prior
        {
            ["theta1"] = Prior.TruncatedNormal(1, 0.5, 0, 10),
            ["theta2"] = Prior.TruncatedNormal(0.05, 0.05, 0, 1),
            ["theta3"] = Prior.TruncatedNormal(1, 0.5, 0, 10),
            ["theta4"] = Prior.TruncatedNormal(0.05, 0.05, 0, 1),
            ["hares"] = Prior.LogNormal(Math.Log(10), 1),
            ["lynxes"] = Prior.LogNormal(Math.Log(10), 1),
            ["error of hares"] = Prior.LogNormal(-1, 1),
            ["error of lynxes"] = Prior.LogNormal(-1, 1),
        };
        return new("hudson_lynx_hare-lotka_volterra", prior, v => LogLikelihood(logHares, logLynxes, v), values => values);
    }

    private static double LogLikelihood(double[] logHares, double[] logLynxes, ReadOnlySpan<double> values)
    {
        (double u, double v) = (values[4], values[5]);
        double sum = -logHares.Length * Math.Log(values[6] * values[7]);
        for (int year = 0; year < logHares.Length; year++)
        {
            double hares = (logHares[year] - Math.Log(u)) / values[6];
            double lynxes = (logLynxes[year] - Math.Log(v)) / values[7];
            sum -= 0.5 * (hares * hares + lynxes * lynxes);
            for (int step = 0; step < StepsPerYear; step++)
            {
                (u, v) = Step(u, v, values);
            }
        }

        // A population that the steps cannot follow is no population.
        return double.IsFinite(sum) ? sum : double.NegativeInfinity;
    }

    private static (double U, double V) Step(double u, double v, ReadOnlySpan<double> theta)
    {
        const double step = 1.0 / StepsPerYear;
        (double a, double b) = Rates(u, v, theta);
        (double c, double d) = Rates(u + 0.5 * step * a, v + 0.5 * step * b, theta);
        (double e, double f) = Rates(u + 0.5 * step * c, v + 0.5 * step * d, theta);
        (double g, double h) = Rates(u + step * e, v + step * f, theta);
        return (u + step / 6 * (a + 2 * c + 2 * e + g), v + step / 6 * (b + 2 * d + 2 * f + h));
    }

    private static (double U, double V) Rates(double u, double v, ReadOnlySpan<double> theta) =>
        ((theta[0] - theta[1] * v) * u, (theta[3] * u - theta[2]) * v);
}
