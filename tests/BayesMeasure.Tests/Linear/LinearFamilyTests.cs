using BayesMeasure.Comparison;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear;

/// <summary>Linear models of the same data, each with its exact free energy.</summary>
public class LinearFamilyTests
{
    private static readonly double[] X = [-2, -1, 0, 1, 2];
    private static readonly double[] Y = [-1.7, -0.4, 0.9, 1.6, 3.1];

    private static readonly ModelFamily Lines = new(
        Line("y = a x", Wide, Prior.Fixed(0)), Line("y = a x + b", Wide, Wide), Line("y = b", Prior.Fixed(0), Wide));

    private static Distribution Wide => Prior.Uniform(-10, 10);

    /// <summary>exp(-10.198190) against exp(-8.872850), and a third line that fits neither.</summary>
    [Fact]
    public void Probabilities_follow_from_the_free_energies()
    {
        ModelComparison comparison = Lines.Compare(new Measurement(X, Y), new ConjugateLinear { Draws = 2 });
        double odds = Math.Exp(10.198190 - 8.872850);
        double[] equal = Probabilities(comparison);
        Assert.Same(comparison.Models[1], comparison.Best);
        Assert.Equal(1, equal.Sum(), 12);
        Assert.Equal(odds, equal[1] / equal[0], 1e-5);
        Assert.True(equal[2] < 1e-6);
        double[] doubtful = Probabilities(comparison.Under(Weights(0.9, 0.1, 0)));
        Assert.Equal(odds / 9, doubtful[1] / doubtful[0], 1e-5);
        Assert.Equal(0, doubtful[2]);
    }

    [Fact]
    public void An_improper_prior_or_none_is_refused()
    {
        LinearPosterior improper = new LinearRegression(Matrix<double>.Build.DenseOfColumnArrays(X), Y)
            .Posterior(LinearPrior.Flat(0.5));
        Assert.Null(improper.FreeEnergy);
        Assert.Throws<ArgumentException>(() => new ModelFamily());
        ModelComparison comparison = Lines.Compare(new Measurement(X, Y), new ConjugateLinear { Draws = 2 });
        Assert.Throws<ArgumentException>(() => comparison.Under(Weights(0, 0, 0)));
    }

    private static double[] Probabilities(ModelComparison comparison) =>
        [.. comparison.Models.Select(model => model.Probability)];

    private static ModelPrior Weights(params double[] weights) => ModelPrior.Weights(
        Lines.Candidates.Zip(weights).ToDictionary(pair => pair.First.Name, pair => pair.Second));

    private static Candidate Line(string name, ParameterRule slope, ParameterRule offset) => new(
        name,
        null,
        ForwardModel.Of<LinearBackground>(),
        GaussianNoise.Known(0.5),
        new Prior { ["offset"] = offset, ["slope"] = slope, ["reference"] = Prior.Fixed(0) });
}
