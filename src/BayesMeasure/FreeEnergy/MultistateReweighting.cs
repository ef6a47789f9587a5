using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// Averages at any inverse temperature, from the samples of all rungs: the pool is one sample of the mixture of all rungs, and is
/// reweighted from there by w_beta(x) = exp(beta x - log Z(beta)) / sum_j exp(beta_j x - log Z_j) (Shirts and Chodera 2008,
/// equation 14; the multiple-histogram method without histograms).
/// </summary>
internal sealed class MultistateReweighting
{
    private readonly LogLikelihoodTraces traces;
    private readonly MultistateSolution solution;
    private readonly double[][] logMixtures;
    private readonly Lazy<MultistateInformation> information;

    public MultistateReweighting(LogLikelihoodTraces traces)
    {
        this.traces = traces;
        solution = MultistateSolution.Of(traces);
        logMixtures = LogMixtures();
        information = new(() => MultistateInformation.Of(new(traces, stride: 1), solution.LogEvidences));
    }

    /// <summary>Whether neighbouring rungs overlap, so that there are any weights.</summary>
    public bool IsDefined => double.IsFinite(solution.LogEvidences[^1]);

    private double SamplesPerRung => traces.Chains * (double)traces.Sweeps;

    /// <summary>Averages at an inverse temperature above 0.</summary>
    public ReweightedRung At(double inverseTemperature)
    {
        (double greatest, double origin) = Pool()
            .Select(sample => (Exponent: inverseTemperature * sample.LogLikelihood - sample.LogMixture, sample.LogLikelihood))
            .MaxBy(sample => sample.Exponent);
        double sum = 0, squares = 0, first = 0, second = 0;
        foreach ((double x, double logMixture) in Pool())
        {
            double weight = Math.Exp(inverseTemperature * x - logMixture - greatest);
            if (weight == 0)
            {
                continue;
            }

            sum += weight;
            squares += weight * weight;
            first += weight * (x - origin);
            second += weight * (x - origin) * (x - origin);
        }

        double shift = first / sum;
        return new(
            inverseTemperature,
            greatest + Math.Log(sum / SamplesPerRung),
            origin + shift,
            second / sum - shift * shift,
            sum * sum / squares / SamplesPerRung);
    }

    /// <summary>The influences of the samples on log Z(beta).</summary>
    public double[][] InfluencesOnLogEvidence(ReweightedRung rung) =>
        Influences((x, logMixture) => Weight(rung, x, logMixture));

    /// <summary>The influences of the samples on the mean of the log likelihood at beta.</summary>
    public double[][] InfluencesOnMean(ReweightedRung rung) => Influences((x, logMixture) =>
        Weight(rung, x, logMixture) is > 0 and double weight ? weight * (x - rung.Mean) : 0);

    private static double Weight(ReweightedRung rung, double logLikelihood, double logMixture) =>
        Math.Exp(rung.InverseTemperature * logLikelihood - logMixture - rung.LogEvidence);

    /// <summary>All samples, each with the logarithm of the density of the mixture, but for that of the prior.</summary>
    private IEnumerable<(double LogLikelihood, double LogMixture)> Pool()
    {
        for (int series = 0; series < logMixtures.Length; series++)
        {
            for (int sweep = 0; sweep < traces.Sweeps; sweep++)
            {
                yield return (Series(series)[sweep], logMixtures[series][sweep]);
            }
        }
    }

    private ReadOnlySpan<double> Series(int series) => traces[series / traces.Rungs, series % traces.Rungs];

    private double[][] LogMixtures()
    {
        double[][] all = new double[traces.Chains * traces.Rungs][];
        for (int series = 0; series < all.Length; series++)
        {
            all[series] = new double[traces.Sweeps];
        }

        ForEachTile((series, start, tile, count) =>
        {
            for (int n = 0; n < count; n++)
            {
                all[series][start + n] = tile.LogMixture(n);
            }
        });
        return all;
    }

    /// <summary>
    /// The influences of the samples on a mean over the pool of some g(x) / mixture. It moves with the samples, and also with the
    /// log Z_k of the mixture: a deviation of the mean of w_k moves these by J^-1, and log Z_k moves the mean by that of g w_k.
    /// </summary>
    private double[][] Influences(Func<double, double, double> value)
    {
        var response = Vector<double>.Build.Dense(traces.Rungs - 1);
        ForEachTile((series, start, tile, count) =>
        {
            for (int rung = Math.Max(tile.First, 1); rung <= tile.Last; rung++)
            {
                for (int n = 0; n < count; n++)
                {
                    response[rung - 1] += tile[rung][n] * value(Series(series)[start + n], logMixtures[series][start + n]);
                }
            }
        });
        Vector<double> direction = information.Value.Solve(response / SamplesPerRung);
        double[][] influences = Influence.Zeros(traces);
        ForEachTile((series, start, tile, count) =>
        {
            double[] influence = influences[series / traces.Rungs];
            for (int n = 0; n < count; n++)
            {
                influence[start + n] += value(Series(series)[start + n], logMixtures[series][start + n]);
            }

            for (int rung = Math.Max(tile.First, 1); rung <= tile.Last; rung++)
            {
                for (int n = 0; n < count; n++)
                {
                    influence[start + n] += direction[rung - 1] * tile[rung][n];
                }
            }
        });
        Influence.Centre(influences);
        return influences;
    }

    /// <summary>
    /// Visits the mixture weights of all samples: the series and the first sweep of a tile, its weights and its length.
    /// </summary>
    private void ForEachTile(Action<int, int, MultistateTile, int> visit)
    {
        var tile = new MultistateTile(traces.InverseTemperatures);
        for (int series = 0; series < traces.Chains * traces.Rungs; series++)
        {
            for (int start = 0; start < traces.Sweeps; start += MultistateTile.Length)
            {
                int count = Math.Min(MultistateTile.Length, traces.Sweeps - start);
                tile.Evaluate(Series(series).Slice(start, count), solution.LogEvidences);
                visit(series, start, tile, count);
            }
        }
    }
}

/// <summary>What the samples of all rungs say together about an inverse temperature, where there need not be a rung.</summary>
/// <param name="InverseTemperature">beta.</param>
/// <param name="LogEvidence">log Z(beta).</param>
/// <param name="Mean">The mean of the log likelihood at beta.</param>
/// <param name="Variance">Its variance.</param>
/// <param name="Overlap">Kish's effective number of the weighted samples, in units of the number of samples of one rung.</param>
internal sealed record ReweightedRung(
    double InverseTemperature, double LogEvidence, double Mean, double Variance, double Overlap);
