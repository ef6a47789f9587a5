using BayesMeasure.Models;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Models;

/// <summary>Runs a component over points with lanes of a given number.</summary>
internal readonly struct ComponentRun<TComponent>(double[] x, double[] parameters) : ILaneConsumer<double[]>
    where TComponent : struct, IComponent
{
    public static double[] Over(double[] x, double[] parameters, int lanes) =>
        LaneWidth.Use<ComponentRun<TComponent>, double[]>(new(x, parameters), lanes);

    /// <summary>The exact derivatives at one point with respect to every parameter, and with respect to x last.</summary>
    public static double[] Gradient(double x, double[] parameters)
    {
        double[] gradient = new double[parameters.Length + 1];
        for (int variable = 0; variable < gradient.Length; variable++)
        {
            var duals = new Dual<Scalar>[parameters.Length];
            for (int i = 0; i < parameters.Length; i++)
            {
                duals[i] = new(parameters[i], i == variable ? 1.0 : 0.0);
            }
            var abscissa = new Dual<Scalar>(x, variable == parameters.Length ? 1.0 : 0.0);
            gradient[variable] =
                TComponent.Evaluate<Dual<Scalar>, ParameterSpan<Dual<Scalar>>>(abscissa, new(duals)).Derivative.Value;
        }

        return gradient;
    }

    public double[] Use<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => Evaluate<TLanes>(x, parameters);

    private static double[] Evaluate<T>(double[] x, double[] parameters)
        where T : unmanaged, IReal<T>, ILanes<T>
    {
        T[] spread = [.. parameters.Select(value => (T)value)];
        double[] padded = [.. x, .. new double[8]];
        double[] result = new double[padded.Length];
        for (int i = 0; i < x.Length; i += T.Count)
        {
            T.Store(TComponent.Evaluate<T, ParameterSpan<T>>(T.Load(in padded[i]), new(spread)), ref result[i]);
        }
        return result[..x.Length];
    }
}
