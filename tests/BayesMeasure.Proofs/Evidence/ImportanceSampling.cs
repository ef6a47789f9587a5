using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// The evidence by importance sampling: no temperatures, no Markov chain. Points come from a Student t about given draws, on the
/// scales on which parameters are explored, and one in ten from the prior; unbiased whatever the draws were.
/// </summary>
internal sealed class ImportanceSampling
{
    private const double Degrees = 4;
    private const double PriorShare = 0.1;
    private const double Inflation = 1.3;

    private readonly ITarget target;
    private readonly Distribution[] priors;
    private readonly Vector<double> center;
    private readonly Matrix<double> factor;
    private readonly Matrix<double> inverseFactor;
    private readonly double logPeak;

    /// <param name="target">What is asked.</param>
    /// <param name="draws">Draws of one mode, one value a parameter.</param>
    public ImportanceSampling(ITarget target, IReadOnlyList<double[]> draws)
    {
        this.target = target;
        priors = [.. target.Parameters.Select(parameter => parameter.Prior)];
        double[][] coordinates = [.. priors.Select((prior, i) => draws.Select(draw => prior.ToCoordinate(draw[i])).ToArray())];
        center = Vector<double>.Build.DenseOfEnumerable(coordinates.Select(column => column.Mean()));
        Matrix<double> covariance = Matrix<double>.Build.Dense(
            priors.Length, priors.Length, (i, j) => Inflation * coordinates[i].Covariance(coordinates[j]));
        factor = covariance.Cholesky().Factor;
        inverseFactor = factor.Inverse();
        double d = priors.Length;
        logPeak = SpecialFunctions.GammaLn((Degrees + d) / 2) - SpecialFunctions.GammaLn(Degrees / 2)
            - d / 2 * Math.Log(Degrees * Math.PI) - factor.Diagonal().PointwiseLog().Sum();
    }

    /// <summary>
    /// ln Z of the region where a condition holds, and its standard error from the spread of the weights.
    /// </summary>
    public (double LogEvidence, double StandardError) Estimate(int points, ulong seed, Func<double[], bool> isInside)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        ITargetState state = target.CreateState();
        double[] logWeights = [.. Enumerable.Range(0, points).Select(_ => LogWeight(state, Draw(random), isInside))];
        double largest = logWeights.Max();
        double[] weights = [.. logWeights.Select(weight => Math.Exp(weight - largest))];
        double mean = weights.Mean();
        return (largest + Math.Log(mean), weights.StandardDeviation() / mean / Math.Sqrt(points));
    }

    private double[] Draw(RandomStream random)
    {
        if (random.NextUniform() < PriorShare)
        {
            return [.. priors.Select(prior => prior.Draw(random))];
        }
        double stretch = Math.Sqrt(Degrees / (2 * random.NextGamma(Degrees / 2)));
        Vector<double> normals = Vector<double>.Build.Dense(priors.Length, _ => random.NextNormal());
        Vector<double> point = center + factor * normals * stretch;
        return [.. priors.Select((prior, i) => prior.FromCoordinate(point[i]))];
    }

    private double LogWeight(ITargetState state, double[] values, Func<double[], bool> isInside)
    {
        double logPrior = 0;
        Vector<double> offset = Vector<double>.Build.Dense(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            double coordinate = priors[i].ToCoordinate(values[i]);
            logPrior += priors[i].LogCoordinateDensity(values[i], coordinate);
            offset[i] = coordinate - center[i];
        }

        if (!double.IsFinite(logPrior) || !isInside(values))
        {
            return double.NegativeInfinity;
        }
        double distance = (inverseFactor * offset).L2Norm();
        double logStudent = logPeak - (Degrees + values.Length) / 2 * Math.Log(1 + distance * distance / Degrees);
        state.Set(values);
        return state.LogLikelihood + logPrior
            - Formulas.LogSum(Math.Log(1 - PriorShare) + logStudent, Math.Log(PriorShare) + logPrior);
    }
}
