using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Spectra;

namespace BayesMeasure.Tests.Optimization;

/// <summary>
/// What is no sampler sums in the lanes of its target: those of the machine where nothing else is asked, and the same numbers on
/// any machine where something is.
/// </summary>
public class LaneTests
{
    private static readonly Posterior Peaks = Nso3.WithPeaks(2);

    private static readonly Dictionary<string, Func<Posterior, double[]>> Methods = new()
    {
        ["least squares"] = target =>
        {
            LeastSquaresFit fit = new LeastSquares().Fit(target, Start(target));
            return [fit.ChiSquared];
        },
        ["mode search"] = target => [ModeSearch.Run(target, new() { Seed = 3, Threads = 1 }).LogLikelihood],
        ["smoothing by minibatches"] = target =>
        {
            var objective = StochasticObjective.OfPosterior(target);
            double[] point = [.. objective.PointOf([.. Start(target).Values])];
            return [.. new ImplicitGraduation(Schedule.Constant(new(1e-5, 301, 20), 2)).RunAll(objective, [point])[0].Point];
        },
    };

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_method_sums_in_the_lanes_of_its_target(string method)
    {
        double[] usual = Methods[method](Peaks);
        Assert.Equal(usual, Methods[method]((Posterior)Peaks.WithLanes(Peaks.Lanes)));
        IEnumerable<double[]> each = new[] { 2, 4, 8 }.Select(lanes => Methods[method]((Posterior)Peaks.WithLanes(lanes)));
        Assert.Contains(each, numbers => numbers.SequenceEqual(usual));
    }

    /// <summary>Inner products have four partial sums on every machine: there are no lanes to ask for.</summary>
    [Fact]
    public void An_exact_answer_has_the_bits_of_every_machine()
    {
        Posterior line = new(
            Nso3.Measurement,
            ForwardModel.Of<LinearBackground>(),
            GaussianNoise.Known(0.1),
            new Prior { ["offset"] = Prior.Normal(0, 10), ["slope"] = Prior.Normal(0, 10), ["reference"] = Prior.Fixed(1) });
        double usual = new ConjugateLinear().Run(line).FreeEnergy.FreeEnergy;
        Assert.All([2, 4, 8], lanes => Assert.Equal(
            usual, new ConjugateLinear().Run(line.WithLanes(lanes)).FreeEnergy.FreeEnergy));
    }

    private static Dictionary<string, double> Start(Posterior target) => target.Parameters.Index().ToDictionary(
        entry => entry.Item.Name, entry => entry.Item.Prior.Mean * (1 + 0.1 * entry.Index));
}
