using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Tests.Posteriors;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Noise;

/// <summary>Every shipped noise model, from the summed misfit to the log likelihood, against densities of the library.</summary>
public class LikelihoodOfMisfitTests
{
    private static readonly double[] Y = [3, 0, 7, 1];
    private static readonly double[] Prediction = [2.5, 0.4, 6, 1.5];
    private static readonly double[] Sigma = [0.2, 0.5, 1.5, 0.1];

    private static readonly Dictionary<string, (NoiseModel Noise, double[] Parameters, Func<double> Exact)> Cases = new()
    {
        ["known"] = (GaussianNoise.Known(0.7), [], () => Normals(_ => 0.7)),
        ["per point"] = (GaussianNoise.PerPoint, [], () => Normals(i => Sigma[i])),
        ["unknown"] = (GaussianNoise.Unknown, [0.3], () => Normals(_ => 0.3)),
        ["integrated"] = (new JeffreysNoise(), [], OverAllLevels),
        ["counts"] = (PoissonNoise.WithExposure(2), [], () => Sum(i => Poisson.PMFLn(2 * Prediction[i], (int)Y[i]))),
        ["t"] = (StudentNoise.Known(0.7, 3.5), [], () => Students(_ => 0.7, 3.5)),
        ["t per point"] = (StudentNoise.PerPoint(40), [], () => Students(i => Sigma[i], 40)),
        ["t, level"] = (StudentNoise.Unknown(2), [0.3], () => Students(_ => 0.3, 2)),
        ["t, tail"] = (StudentNoise.Known(0.7), [1.5], () => Students(_ => 0.7, 1.5)),
        ["t per point, tail"] = (StudentNoise.PerPoint(), [9], () => Students(i => Sigma[i], 9)),
        ["t, level and tail"] = (StudentNoise.Unknown(), [0.3, 0.8], () => Students(_ => 0.3, 0.8)),
        ["of one's own"] = (new SummedLaplaceNoise(), [0.6], () => Sum(i => Laplace.PDFLn(Prediction[i], 0.6, Y[i]))),
        ["of one's own, point by point"] = (new LaplaceNoise(), [0.6], () => Sum(i => Laplace.PDFLn(Prediction[i], 0.6, Y[i]))),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    private static Measurement Data => new([1, 2, 3, 4], Y, Sigma);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_the_sum_of_log_densities(string name)
    {
        (NoiseModel noise, double[] parameters, Func<double> exact) = Cases[name];
        NoiseBinding binding = noise.Bind(Data);
        Assert.Equal(exact(), binding.LogLikelihood(MisfitOf(binding, parameters), parameters), 1e-12 * Math.Abs(exact()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_does_not_depend_on_the_number_it_is_computed_with(string name)
    {
        (NoiseModel noise, double[] parameters, _) = Cases[name];
        NoiseBinding binding = noise.Bind(Data);
        double misfit = MisfitOf(binding, parameters);
        double expected = binding.LogLikelihood(misfit, parameters);
        double[] constants = binding.Constants.ToArray();
        Assert.Equal(expected, binding.Accept(new LikelihoodIn<Scalar>(misfit, parameters, constants)));
        Assert.Equal(expected, binding.Accept(new LikelihoodIn<Lanes256>(misfit, parameters, constants)));
    }

    [Fact]
    public void Constants_are_kept_in_their_order() =>
        Assert.Equal([-2 * Math.Log(2 * Math.PI), 4], GaussianNoise.Unknown.Bind(Data).Constants.ToArray());

    private static double MisfitOf(NoiseBinding binding, double[] parameters) =>
        binding.Accept(new MisfitSum(Y, Prediction, binding.Weights.ToArray(), parameters));

    private static double Sum(Func<int, double> logDensity) => Enumerable.Range(0, Y.Length).Sum(logDensity);

    private static double Normals(Func<int, double> sigma) => Sum(i => Normal.PDFLn(Prediction[i], sigma(i), Y[i]));

    private static double Students(Func<int, double> level, double nu) =>
        Sum(i => StudentT.PDFLn(Prediction[i], level(i), nu, Y[i]));

    /// <summary>
    /// The integral over d sigma^2 / sigma^2 = 2 d ln sigma: what is smooth and vanishes at both ends needs no better rule.
    /// </summary>
    private static double OverAllLevels()
    {
        const double step = 0.01;
        return Math.Log(2 * step * Enumerable.Range(-500, 2500).Sum(i => Math.Exp(Normals(_ => Math.Exp(step * i)))));
    }
}
