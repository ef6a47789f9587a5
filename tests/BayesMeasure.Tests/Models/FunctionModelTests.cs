using BayesMeasure.Models;

namespace BayesMeasure.Tests.Models;

public class FunctionModelTests
{
    private const double X = 0.5;

    public static TheoryData<int, Delegate> Doors => new()
    {
        { 1, (double x, double a) => Power(x, a) },
        { 2, (double x, double a, double b) => Power(x, a, b) },
        { 3, (double x, double a, double b, double c) => Power(x, a, b, c) },
        { 4, (double x, double a, double b, double c, double d) => Power(x, a, b, c, d) },
        { 5, (double x, double a, double b, double c, double d, double e) => Power(x, a, b, c, d, e) },
        { 6, (double x, double a, double b, double c, double d, double e, double f) => Power(x, a, b, c, d, e, f) },
        { 7, (double x, double a, double b, double c, double d, double e, double f, double g) => Power(x, a, b, c, d, e, f, g) },
        {
            8, (double x, double a, double b, double c, double d, double e, double f, double g, double h) =>
                Power(x, a, b, c, d, e, f, g, h)
        },
    };

    public static TheoryData<Delegate> WrongDoors =>
    [
        () => 1.0,
        (double x) => x,
        (double x, int a) => x * a,
        (double x, float a) => x * a,
        (double x, double a) => (float)(x * a),
        (double x, double a) => { },
        (double[] x, double a) => x[0] * a,
        (double a, double b, double c, double d, double e, double f, double g, double h, double i, double j) => a * j,
    ];

    [Theory]
    [MemberData(nameof(Doors))]
    public void One_to_eight_parameters_arrive_in_their_order(int count, Delegate function)
    {
        var model = ForwardModel.Function(function);
        double[] parameters = [.. Enumerable.Range(1, count).Select(i => i + 0.1)];
        Assert.Equal(
            ["a", "b", "c", "d", "e", "f", "g", "h"], [.. model.ParameterNames, .. "abcdefgh"[count..].Select(c => $"{c}")]);
        Assert.Equal(Power(X, parameters), model.Evaluate([X], parameters)[0]);
    }

    [Theory]
    [MemberData(nameof(WrongDoors))]
    public void Another_signature_is_refused_with_an_example(Delegate function)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ForwardModel.Function(function));
        Assert.Contains("one to 8 parameters, all double", error.Message, StringComparison.Ordinal);
        Assert.Contains("ICurveModel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_no_function() => Assert.Throws<ArgumentNullException>(() => ForwardModel.Function(null!));

    [Fact]
    public void A_method_and_a_closure_are_functions_too()
    {
        double shift = 3;
        Assert.Equal(["a"], ForwardModel.Function(Line).ParameterNames);
        Assert.Equal(1, ForwardModel.Function(Line).Evaluate([X], [2])[0]);
        Assert.Equal(4, ForwardModel.Function((double x, double a) => a * x + shift).Evaluate([X], [2])[0]);
    }

    private static double Line(double x, double a) => a * x;

    /// <summary>A polynomial in x: no two orders of the coefficients give the same value.</summary>
    private static double Power(double x, params double[] coefficients) =>
        coefficients.Select((coefficient, power) => coefficient * Math.Pow(x, power + 1)).Sum();
}
