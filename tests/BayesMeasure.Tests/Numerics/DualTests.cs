using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using CsCheck;

namespace BayesMeasure.Tests.Numerics;

public sealed class DualTests
{
    private static readonly Gen<double> Positive = Gen.Double[0.2, 3.0];

    [Fact]
    public void The_derivatives_are_the_analytic_ones()
        => Property.ForAll(Positive, x =>
        {
            AssertDerivative(Math.Exp(x), Dual<Scalar>.Exp(At(x)));
            AssertDerivative(1.0 / x, Dual<Scalar>.Log(At(x)));
            AssertDerivative(0.5 / Math.Sqrt(x), Dual<Scalar>.Sqrt(At(x)));
            AssertDerivative(Math.Cos(x), Dual<Scalar>.Sin(At(x)));
            AssertDerivative(-Math.Sin(x), Dual<Scalar>.Cos(At(x)));
            AssertDerivative(1.0 / Math.Pow(Math.Cosh(x), 2.0), Dual<Scalar>.Tanh(At(x)));
            AssertDerivative(1.0 / (1.0 + x * x), Dual<Scalar>.Atan(At(x)));
            AssertDerivative(2.0 / Math.Sqrt(Math.PI) * Math.Exp(-x * x), Dual<Scalar>.Erf(At(x)));
            AssertDerivative(2.5 * Math.Pow(x, 1.5), Dual<Scalar>.Pow(At(x), 2.5));
            AssertDerivative(Math.Pow(2.5, x) * Math.Log(2.5), Dual<Scalar>.Pow(2.5, At(x)));
            AssertDerivative(Math.Pow(x, x) * (Math.Log(x) + 1.0), Dual<Scalar>.Pow(At(x), At(x)));
            AssertDerivative(-1.0 / (x * x), 1.0 / At(x));
            AssertDerivative(-1.0, Dual<Scalar>.Abs(-At(x)) * -1.0);
        });

    [Fact]
    public void The_derivative_of_a_composition_agrees_with_central_differences()
        => Property.ForAll(Positive, x =>
        {
            double h = 1e-5;
            double difference = (Composition<Scalar>(x + h).Value - Composition<Scalar>(x - h).Value) / (2.0 * h);
            double exact = Composition(At(x)).Derivative.Value;
            Assert.True(Math.Abs(difference - exact) <= 1e-7 * (1.0 + Math.Abs(exact)), $"{exact:R} and {difference:R} at {x:R}");
        });

    [Fact]
    public void A_wrong_derivative_is_found_out()
    {
        double h = 1e-5;
        double difference = (Composition<Scalar>(1.0 + h).Value - Composition<Scalar>(1.0 - h).Value) / (2.0 * h);
        double wrong = 1.0001 * Composition(At(1.0)).Derivative.Value;
        Assert.False(Math.Abs(difference - wrong) <= 1e-7 * (1.0 + Math.Abs(wrong)));
    }

    [Fact]
    public void Nested_duals_give_second_derivatives()
        => Property.ForAll(Positive, x =>
        {
            var nested = Dual<Dual<Scalar>>.Variable(At(x));
            AssertClose(Math.Exp(x), Dual<Dual<Scalar>>.Exp(nested).Derivative.Derivative.Value);
            AssertClose(-Math.Sin(x), Dual<Dual<Scalar>>.Sin(nested).Derivative.Derivative.Value);
            AssertClose(6.0 * x, Dual<Dual<Scalar>>.Pow(nested, 3.0).Derivative.Derivative.Value);
            double t = Math.Tanh(x);
            AssertClose(-2.0 * t / Math.Pow(Math.Cosh(x), 2.0), Dual<Dual<Scalar>>.Tanh(nested).Derivative.Derivative.Value);
        });

    [Fact]
    public void Duals_of_lanes_equal_duals_of_scalars()
    {
        double[] x = [0.3, 0.7, 1.1, 1.9, 2.2, 2.9, 0.1, 5.0];
        double[] derivatives = new double[8];
        Lanes512.Store(Composition(Dual<Lanes512>.Variable(Lanes512.Load(in x[0]))).Derivative, ref derivatives[0]);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(Composition(At(x[i])).Derivative.Value, derivatives[i]);
        }
    }

    [Fact]
    public void Kinks_take_the_documented_choice()
    {
        var x = At(2.0);
        Dual<Scalar> constant = 2.0;
        Assert.Equal(0.0, Dual<Scalar>.Abs(At(0.0)).Derivative.Value);
        Assert.Equal(1.0, Dual<Scalar>.Min(x, constant).Derivative.Value);
        Assert.Equal(0.0, Dual<Scalar>.Min(constant, x).Derivative.Value);
        Assert.Equal(1.0, Dual<Scalar>.Max(x, constant).Derivative.Value);
        Assert.Equal(0.0, Dual<Scalar>.Max(constant, x).Derivative.Value);
        Assert.Equal(3.0, Dual<Scalar>.Select(x, 3.0, 3.0 * x, x).Derivative.Value);
        Assert.Equal(1.0, Dual<Scalar>.Select(x, constant, 3.0 * x, x).Derivative.Value);
    }

    [Fact]
    public void The_edges_of_pow_and_tanh_are_finite()
    {
        Assert.Equal(0.0, Dual<Scalar>.Pow(At(0.0), 0.0).Derivative.Value);
        Assert.Equal(1.0, Dual<Scalar>.Pow(At(0.0), 1.0).Derivative.Value);
        Assert.Equal(0.0, Dual<Scalar>.Pow(At(0.0), 2.0).Derivative.Value);
        Assert.Equal(0.0, Dual<Scalar>.Pow(0.0, At(2.0)).Derivative.Value);
        // 1 - tanh^2 would give 0 here.
        Assert.Equal(1.0, Dual<Scalar>.Tanh(At(20.0)).Derivative.Value / (4.0 * Math.Exp(-40.0)), 1e-14);
        Assert.Equal(0.0, Dual<Scalar>.Tanh(At(1e300)).Derivative.Value);
    }

    private static T Composition<T>(T x)
        where T : unmanaged, IReal<T>
        => T.Exp(-0.5 * x * x) * T.Cos(3.0 * x) + T.Pow(x, 1.5) / (1.0 + T.Sqrt(x)) + T.Erf(x) * T.Atan(x)
            - T.Tanh(x) * T.Log(x) + T.Sin(T.Abs(x - 9.0)) + T.Max(x, 7.0) * T.Min(x, 8.0) + T.Select(x, 10.0, x * x, 1.0);

    private static Dual<Scalar> At(double x) => Dual<Scalar>.Variable(x);

    private static void AssertDerivative(double expected, Dual<Scalar> actual) => AssertClose(expected, actual.Derivative.Value);

    private static void AssertClose(double expected, double actual)
        => Assert.True(Math.Abs(expected - actual) <= 2e-14 * (Math.Abs(expected) + 0.1), $"{actual:R} instead of {expected:R}");
}
