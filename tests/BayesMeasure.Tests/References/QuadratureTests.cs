using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>
/// One peak of three parameters, whose evidence a sum over a grid knows: under Gaussian noise of known level, counts, and
/// outliers, where the conditional distribution of the amplitude is exact and where it is not.
/// </summary>
public class QuadratureTests(ITestOutputHelper output)
{
    private const int Sweeps = 1500;
    private const double MostErrors = 4;

    private static readonly double[] X = [.. Enumerable.Range(0, 31).Select(i => i / 10.0)];

    private static readonly double[] Truth = [40, 0.6, 1.4];

    [Theory]
    [InlineData("Gaussian", false)]
    [InlineData("Gaussian", true)]
    [InlineData("Poisson", false)]
    [InlineData("Poisson", true)]
    [InlineData("Student", false)]
    [InlineData("Student", true)]
    public void A_peak_has_its_evidence(string noise, bool isConditional)
    {
        Posterior target = Peak(noise);
        (CollectedDraws fitted, Draws recorded) = ColdChains.From(Truth, target, Sweeps, seed: 2);
        FittedReference reference = Fit(target, fitted, isConditional ? new([new(0, -1)]) : null);
        ReferenceWeights weights = new ReferenceSample(target, reference, seed: 2).Weights(recorded, 4096, threads: 2);
        double truth = Quadrature(target, recorded);
        output.WriteLine($"{truth:F4}, {reference.Description}");
        IReferenceEstimator[] estimators = [new PosteriorBridge(), new ImportanceSampling()];
        Assert.All(estimators.Select(estimator => estimator.Estimate(weights)), estimate =>
        {
            output.WriteLine($"{estimate} {estimate.Fitness}");
            Assert.True(estimate.Fitness!.IsUsable, estimate.Fitness.Text);
            Assert.InRange(estimate.StandardError, 0, 0.02);
            Assert.InRange((estimate.LogEvidence - truth) / estimate.StandardError, -MostErrors, MostErrors);
        });
    }

    private static FittedReference Fit(Posterior target, CollectedDraws draws, LinearUnknowns? coefficients)
    {
        int[] free = ReferenceDensity.Free(target, coefficients);
        double[][] all = [.. Enumerable.Range(0, draws.Chains).SelectMany(draws.Of)];
        double[][] columns = Array.ConvertAll(free, position => Array.ConvertAll(all, draw => draw[position]));
        var margins = ReferenceMargins.MostLikely(
            Array.ConvertAll(free, position => target.Parameters[position].Prior), columns, columns);
        margins.Forward(columns, out double[][] mixed);
        StudentMixture mixture = StudentMixtureFit.Of(mixed, 1, expected: null, new(seed: 2, chain: 0, replica: 0))!;
        return new(target, ReferenceOrder.None, Truth, margins, mixture, coefficients);
    }

    private static Posterior Peak(string noise)
    {
        double[] clean = ForwardModel.Of<LorentzianPeak>().Evaluate(X, Truth);
        double[] y = [.. clean.Select((value, i) => Math.Max(0, Math.Round(value + 3 * Math.Sin(i * i))))];
        NoiseModel model = noise switch
        {
            "Gaussian" => GaussianNoise.Known(3),
            "Poisson" => PoissonNoise.Counts,
            _ => StudentNoise.Known(3, degreesOfFreedom: 4),
        };
        return new(new Measurement(X, y), ForwardModel.Of<LorentzianPeak>(), model, new Prior
        {
            ["amplitude"] = Prior.Gamma(2, 0.05),
            ["width"] = Prior.LogUniform(0.1, 3),
            ["center"] = Prior.Uniform(0, 3),
        });
    }

    /// <summary>The trapezoidal rule in explored coordinates, over eight standard deviations on both sides.</summary>
    private static double Quadrature(Posterior target, Draws draws)
    {
        const int points = 65;
        ITargetState state = target.CreateState();
        double[][] grids = [.. Enumerable.Range(0, 3).Select(i => Grid(target.Parameters[i].Prior, draws.Of(i), points))];
        double volume = grids.Aggregate(1.0, (product, grid) => product * (grid[1] - grid[0]));
        double[] values = new double[3];
        var terms = new List<double>();
        foreach (double a in grids[0])
        {
            foreach (double w in grids[1])
            {
                foreach (double c in grids[2])
                {
                    double logPrior = 0;
                    foreach ((int i, double coordinate) in new[] { a, w, c }.Index())
                    {
                        Distribution prior = target.Parameters[i].Prior;
                        values[i] = prior.FromCoordinate(coordinate);
                        logPrior += prior.LogCoordinateDensity(values[i], coordinate);
                    }

                    if (logPrior > double.NegativeInfinity)
                    {
                        state.Set(values);
                        terms.Add(state.LogLikelihood + logPrior);
                    }
                }
            }
        }

        double greatest = terms.Max();
        return greatest + Math.Log(terms.Sum(term => Math.Exp(term - greatest)) * volume);
    }

    private static double[] Grid(Distribution prior, IReadOnlyList<double[]> chains, int points)
    {
        double[] coordinates = [.. chains.SelectMany(chain => chain).Select(prior.ToCoordinate)];
        double mean = coordinates.Average();
        double deviation = Math.Sqrt(coordinates.Average(value => (value - mean) * (value - mean)));
        return [.. Enumerable.Range(0, points).Select(k => mean + 8 * deviation * (2.0 * k / (points - 1) - 1))];
    }
}
