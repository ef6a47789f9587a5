using BayesMeasure.Models;
using CsCheck;

namespace BayesMeasure.Tests.Models;

/// <summary>A component with an independent formula for it.</summary>
/// <param name="formula">The value at x, given the parameters.</param>
/// <param name="ranges">The range of each parameter.</param>
internal abstract class ComponentCase(Func<double, double[], double> formula, (double Low, double High)[] ranges)
{
    /// <summary>The value at x, written out.</summary>
    public Func<double, double[], double> Formula => formula;

    /// <summary>Parameters within their ranges.</summary>
    public Gen<double[]> Parameters { get; } = Gen.Double[0, 1].Array[ranges.Length]
        .Select(drawn => drawn.Select((u, i) => ranges[i].Low + u * (ranges[i].High - ranges[i].Low)).ToArray());

    /// <summary>The names of the parameters.</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The name of the amplitude.</summary>
    public abstract string? Amplitude { get; }

    /// <summary>The component at points, with lanes of a given number.</summary>
    public abstract double[] Over(double[] x, double[] parameters, int lanes);

    /// <summary>The exact derivatives with respect to every parameter, and to x last.</summary>
    public abstract double[] Gradient(double x, double[] parameters);

    /// <summary>What the component says of itself.</summary>
    public abstract PeakMeasures? Measure(double[] parameters);

    /// <summary>The component at one point.</summary>
    public double At(double x, double[] parameters) => Over([x], parameters, 1)[0];
}
