namespace CustomModel;

/// <summary>
/// A differential equation: the product of an enzyme over time, dP/dt = v S / (k + S) with S = s - P (Michaelis and Menten,
/// 1913), integrated from point to point by the classical Runge-Kutta method.
/// </summary>
/// <remarks>
/// Parameters: "substrate" s, the concentration at time 0, in mM; "rate" v, the largest rate, in mM/s; "affinity" k, the
/// concentration of half the rate, in mM. Times ascend from 0 or later, in seconds.
/// </remarks>
// <differential-equation>
public sealed class EnzymeKinetics : ICurveModel
{
    private const int StepsPerPoint = 4;

    public IReadOnlyList<string> ParameterNames { get; } = ["substrate", "rate", "affinity"];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        (double substrate, double rate, double affinity) = (parameters[0], parameters[1], parameters[2]);
        double Slope(double product) => rate * (substrate - product) / (affinity + substrate - product);

        double time = 0;
        double product = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double step = (x[i] - time) / StepsPerPoint;
            for (int j = 0; j < StepsPerPoint; j++)
            {
                double first = Slope(product);
                double second = Slope(product + 0.5 * step * first);
                double third = Slope(product + 0.5 * step * second);
                double fourth = Slope(product + step * third);
                product += step / 6 * (first + 2 * second + 2 * third + fourth);
            }

            time = x[i];
            y[i] = product;
        }
    }
}
// </differential-equation>
