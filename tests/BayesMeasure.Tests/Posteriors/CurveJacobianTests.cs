using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>The derivatives of predictions against differences: every component, tie, link and width of vectors.</summary>
public class CurveJacobianTests
{
    private const int Points = 29;

    public static TheoryData<string> ComponentNames => [.. ShippedComponent.All.Keys];

    [Fact]
    public void The_table_lists_every_component() =>
        Assert.Equal(ShippedComponent.Names.Order(), ShippedComponent.All.Keys.Order());

    [Theory]
    [MemberData(nameof(ComponentNames))]
    public void A_component_is_differentiated_exactly(string name)
    {
        ShippedComponent component = ShippedComponent.All[name];
        Posterior posterior = PosteriorOf(component);
        CurveJacobian jacobian = CurveJacobian.Of(posterior);
        Assert.True(jacobian.IsExact);
        jacobian.Evaluate(component.Values);
        AssertDerivatives(posterior, component.Values, jacobian, 1e-8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Ties_constants_and_curve_models_are_followed(int lanes)
    {
        for (int points = 1; points <= 20; points++)
        {
            Posterior posterior = MixedPosterior.Create(points, points % MixedPosterior.NoiseKinds, points);
            double[] values = JointProblem.DrawPoint(posterior, new RandomStream((ulong)points, 0, 0));
            CurveJacobian jacobian = CurveJacobian.Of(posterior, lanes);
            Assert.False(jacobian.IsExact);
            jacobian.Evaluate(values);
            AssertDerivatives(posterior, values, jacobian, 1e-7);
        }
    }

    [Fact]
    public void Links_and_the_curves_of_a_joint_posterior_are_followed()
    {
        JointPosterior joint = JointProblem.Create();
        double[] all = JointProblem.DrawPoint(joint, new RandomStream(3, 0, 0));
        foreach (MeasuredCurve curve in joint.Curves)
        {
            double[] values = curve.ValuesOf(all);
            CurveJacobian jacobian = CurveJacobian.Of(curve.Posterior);
            jacobian.Evaluate(values);
            AssertDerivatives(curve.Posterior, values, jacobian, 1e-7);
        }
    }

    [Fact]
    public void Some_points_are_those_of_all()
    {
        Posterior posterior = MixedPosterior.Create(20, 1, 4);
        double[] values = JointProblem.DrawPoint(posterior, new RandomStream(4, 0, 0));
        CurveJacobian all = CurveJacobian.Of(posterior);
        CurveJacobian some = CurveJacobian.Of(posterior);
        int[] points = [7, 19, 0, 7, 3];
        all.Evaluate(values);
        some.Evaluate(values, points);
        Assert.Equal(points.Length, some.Count);
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(all.Prediction[points[i]], some.Prediction[i]);
            for (int unknown = 0; unknown < all.UnknownCount; unknown++)
            {
                Assert.Equal(all.Column(unknown)[points[i]], some.Column(unknown)[i]);
            }
        }

        Assert.Throws<ArgumentException>(() => some.Evaluate(values, []));
        Assert.Throws<ArgumentException>(() => some.Evaluate(values, new int[21]));
    }

    [Fact]
    public void A_column_that_is_not_wanted_stays_empty()
    {
        ShippedComponent component = ShippedComponent.All[nameof(PseudoVoigtPeak)];
        CurveJacobian jacobian = CurveJacobian.Of(PosteriorOf(component));
        jacobian.Want([true, false, true, true]);
        jacobian.Evaluate(component.Values);
        Assert.All(jacobian.Column(1).ToArray(), slope => Assert.Equal(0, slope));
        Assert.Contains(jacobian.Column(2).ToArray(), slope => slope != 0);
    }

    /// <summary>A curve that fails beyond the bounds of its prior is differenced inwards.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(2.0)]
    public void Differences_do_not_cross_the_bounds_of_a_prior(double rate)
    {
        double Square(double x, double rate) =>
            rate is < 0 or > 2 ? throw new InvalidOperationException() : (1 + rate) * (1 + rate) * x;
        double[] x = [.. Enumerable.Range(1, Points).Select(i => 0.1 * i)];
        var posterior = new Posterior(
            new(x, x), ForwardModel.Function((double x, double rate) => Square(x, rate)), GaussianNoise.Known(1),
            new Prior { ["rate"] = Prior.Uniform(0, 2) });
        CurveJacobian jacobian = CurveJacobian.Of(posterior);
        jacobian.Evaluate([rate]);
        Assert.All(jacobian.Column(0).ToArray().Index(), item => Assert.Equal(2 * (1 + rate) * x[item.Index], item.Item, 1e-6));
    }

    [Fact]
    public void Nothing_is_allocated_by_an_evaluation()
    {
        Posterior posterior = MixedPosterior.Create(20, 2, 5);
        double[] values = JointProblem.DrawPoint(posterior, new RandomStream(5, 0, 0));
        CurveJacobian jacobian = CurveJacobian.Of(posterior);
        jacobian.Evaluate(values, [3, 4]);
        jacobian.Evaluate(values);
        long before = GC.GetAllocatedBytesForCurrentThread();
        jacobian.Evaluate(values, [3, 4]);
        jacobian.Evaluate(values);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Posterior PosteriorOf(ShippedComponent component)
    {
        double step = (component.High - component.Low) / (Points - 1);
        double[] x = [.. Enumerable.Range(0, Points).Select(i => component.Low + i * step)];
        Prior prior = component.Model.ParameterNames.Zip(component.Values, About).Aggregate((all, next) => all + next);
        return new(new(x, x), component.Model, GaussianNoise.Known(1), prior);
    }

    private static Prior About(string name, double value) =>
        new() { [name] = Prior.Uniform(value - 0.5 * Math.Abs(value), value + 0.5 * Math.Abs(value)) };

    private static void AssertDerivatives(Posterior posterior, double[] values, CurveJacobian jacobian, double tolerance)
    {
        double[] prediction = posterior.Predict(values, posterior.Measurement.X.AsSpan());
        AssertNear(prediction, jacobian.Prediction, 1e-12);
        for (int unknown = 0; unknown < values.Length; unknown++)
        {
            AssertNear(DifferencedCurve.Column(posterior, values, unknown), jacobian.Column(unknown), tolerance);
        }
    }

    private static void AssertNear(double[] expected, ReadOnlySpan<double> actual, double tolerance)
    {
        double scale = Math.Max(1e-3, expected.Max(Math.Abs));
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance * scale);
        }
    }
}
