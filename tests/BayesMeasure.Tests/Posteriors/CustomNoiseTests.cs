using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Posteriors;

public class CustomNoiseTests
{
    public static IEnumerable<object[]> Cases =>
        from lanes in new[] { 1, 2, 4, 8 }
        from noise in new NoiseModel[] { new LaplaceNoise(), new SummedLaplaceNoise() }
        select new object[] { lanes, noise };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_noise_of_ones_own_counts_every_point_once_and_follows_its_parameters(int lanes, NoiseModel noise)
    {
        Prior prior = new() { ["offset"] = Prior.HalfNormal(1), ["spread"] = Prior.HalfNormal(1) };
        for (int points = 1; points <= 20; points++)
        {
            double[] y = [.. Enumerable.Range(0, points).Select(i => i * 1.7 % 3)];
            var posterior = new Posterior(new(y, y), ForwardModel.Of<ConstantBackground>(), noise, prior);
            double Exact(double offset, double spread) => y.Sum(value => Laplace.PDFLn(offset, spread, value));
            ITargetState state = posterior.CreateState(lanes);
            state.Set([0.5, 1]);
            Near(Exact(0.5, 1), state.LogLikelihood);
            Near(Exact(0.5, 0.25), state.Propose([1], [0.25]));
            Near(Exact(1.5, 1), state.Propose([0], [1.5]));
            state.Accept();
            Near(Exact(1.5, 2), state.Propose([1], [2]));
            state.Accept();
            Near(Exact(0, 3), state.Propose([1, 0], [3, 0]));
            Near(Exact(1.5, 2), state.LogLikelihood);
        }
    }

    private static void Near(double expected, double actual) =>
        Assert.Equal(expected, actual, 1e-11 * Math.Max(1, Math.Abs(expected)));
}
