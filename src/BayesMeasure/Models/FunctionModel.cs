using System.Reflection;

namespace BayesMeasure.Models;

/// <summary>
/// A lambda such as <c>(double x, double rate) => Math.Exp(-rate * x)</c> as a model: its own parameter names are the names.
/// </summary>
internal sealed class FunctionModel : ICurveModel
{
    private const int MostParameters = 8;

    private readonly PointFunction function;

    public FunctionModel(Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        ParameterInfo[] arguments = function.Method.GetParameters();
        this.function = Adapt(function);
        ParameterNames = [.. arguments.Skip(1).Select(argument => argument.Name!)];
    }

    private delegate double PointFunction(double x, ReadOnlySpan<double> p);

    public IReadOnlyList<string> ParameterNames { get; }

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = function(x[i], parameters);
        }
    }

    public override string ToString() => $"function (x, {string.Join(", ", ParameterNames)})";

    /// <summary>
    /// One view for all numbers of parameters; the delegate keeps its own static type, so a call does not allocate.
    /// </summary>
    private static PointFunction Adapt(Delegate function) => function switch
    {
        Func<double, double, double> f => (x, p) => f(x, p[0]),
        Func<double, double, double, double> f => (x, p) => f(x, p[0], p[1]),
        Func<double, double, double, double, double> f => (x, p) => f(x, p[0], p[1], p[2]),
        Func<double, double, double, double, double, double> f => (x, p) => f(x, p[0], p[1], p[2], p[3]),
        Func<double, double, double, double, double, double, double> f => (x, p) => f(x, p[0], p[1], p[2], p[3], p[4]),
        Func<double, double, double, double, double, double, double, double> f =>
            (x, p) => f(x, p[0], p[1], p[2], p[3], p[4], p[5]),
        Func<double, double, double, double, double, double, double, double, double> f =>
            (x, p) => f(x, p[0], p[1], p[2], p[3], p[4], p[5], p[6]),
        Func<double, double, double, double, double, double, double, double, double, double> f =>
            (x, p) => f(x, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]),
        _ => throw new ArgumentException(
            "A model function takes x and then one to " + MostParameters + " parameters, all double, and returns a double: "
            + "(double x, double amplitude, double rate) => amplitude * Math.Exp(-rate * x). "
            + "For more parameters, or for the whole curve at once, implement ICurveModel.",
            nameof(function)),
    };
}
