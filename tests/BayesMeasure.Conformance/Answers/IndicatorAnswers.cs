using BayesMeasure.Conformance.Models;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNormal = MathNet.Numerics.Distributions.Normal;

namespace BayesMeasure.Conformance.Answers;

/// <summary>Parameters of a few values, which are summed over.</summary>
internal static class IndicatorAnswers
{
    private const double Sigma = 0.5;

    private static readonly Distribution Present = Prior.Bernoulli(0.3);

    private static readonly Distribution Order = Prior.Categorical(1, 2, 1, 4);

    public static KnownAnswer Switch()
    {
        Measurement data = Curve.Of(15, x => 0.4 * Math.Sin(x), Sigma);
        return Quadrature.Of(
            Ask<SwitchedWave>(data, new() { ["height"] = Prior.Fixed(0.8), ["present"] = Present }),
            point => LogLikelihood(data, x => 0.8 * point[0] * Math.Sin(x)),
            Axis.Over(Present));
    }

    public static KnownAnswer SwitchAndHeight()
    {
        Measurement data = Curve.Of(18, x => 0.8 * Math.Sin(x), Sigma);
        return Quadrature.Of(
            Ask<SwitchedWave>(data, new() { ["height"] = Prior.Normal(0.5, 1), ["present"] = Present }),
            point => LogLikelihood(data, x => point[0] * point[1] * Math.Sin(x)),
            Axis.Between(-7.5, 8.5),
            Axis.Over(Present));
    }

    public static KnownAnswer Choice()
    {
        Measurement data = Curve.Of(12, x => Math.Sin(2.5 * x), Sigma);
        return Quadrature.Of(
            Ask<Overtone>(data, new() { ["order"] = Order }),
            point => LogLikelihood(data, x => Math.Sin((point[0] + 1) * x)),
            Axis.Over(Order));
    }

    private static Posterior Ask<TComponent>(Measurement data, Prior prior)
        where TComponent : struct, IComponent => new(data, ForwardModel.Of<TComponent>(), GaussianNoise.Known(Sigma), prior);

    private static double LogLikelihood(Measurement data, Func<double, double> prediction) =>
        data.X.Zip(data.Y).Sum(point => MathNormal.PDFLn(prediction(point.First), Sigma, point.Second));
}
