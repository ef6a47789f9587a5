using BayesMeasure.FreeEnergy;

namespace BayesMeasure.Tests.FreeEnergy;

/// <summary>
/// D independent parameters with the prior N(0, s0^2) and one observation y of each with noise s: every tempered posterior
/// is Gaussian and can be drawn exactly, and the evidence is known. A share of the prior may be forbidden, independently of
/// the parameters.
/// </summary>
internal sealed record GaussianLadder
{
    public int Dimensions { get; init; } = 1;
    public double PriorDeviation { get; init; } = 3;
    public double NoiseDeviation { get; init; } = 0.5;
    public double Observation { get; init; } = 2;
    public int Rungs { get; init; } = 14;
    public int Chains { get; init; } = 4;
    public int Sweeps { get; init; } = 300;

    /// <summary>The exponent a of the ladder beta_l = (l / (L - 1))^a.</summary>
    public double LadderPower { get; init; } = 4;

    /// <summary>The autocorrelation of each parameter from sweep to sweep; every marginal stays exact.</summary>
    public double Persistence { get; init; }

    /// <summary>The share of the innovations that all rungs have in common.</summary>
    public double Coupling { get; init; }

    /// <summary>Whether neighbouring rungs exchange their states by the Metropolis rule after each sweep.</summary>
    public bool Exchange { get; init; }

    /// <summary>The share of the prior with zero likelihood.</summary>
    public double ForbiddenShare { get; init; }

    public double LogEvidence => LogEvidenceAt(1);

    public IReadOnlyList<double> Ladder =>
        [.. Enumerable.Range(0, Rungs).Select(InverseTemperature)];

    /// <summary>
    /// log Z(beta): N(y | theta, s^2)^beta is N(y | theta, s^2 / beta) times a constant, and y has the variance
    /// s0^2 + s^2 / beta.
    /// </summary>
    public double LogEvidenceAt(double inverseTemperature)
    {
        double noise = NoiseDeviation / Math.Sqrt(inverseTemperature);
        double constant = inverseTemperature * LogNormal(0, NoiseDeviation) - LogNormal(0, noise);
        double evidence = LogNormal(Observation, Math.Sqrt(PriorDeviation * PriorDeviation + noise * noise));
        return Math.Log(1 - ForbiddenShare) + Dimensions * (constant + evidence);
    }

    public LogLikelihoodTraces Draw(int seed)
    {
        var random = new Random(seed);
        double[][][] traces =
            [.. Enumerable.Range(0, Chains).Select(_ => Enumerable.Range(0, Rungs).Select(_ => new double[Sweeps]).ToArray())];
        for (int chain = 0; chain < Chains; chain++)
        {
            DrawChain(traces[chain], random);
        }
        return new(Ladder, traces);
    }

    private void DrawChain(double[][] traces, Random random)
    {
        (double Mean, double Deviation)[] posteriors = [.. Ladder.Select(Posterior)];
        double[][] states = [.. Enumerable.Range(0, Rungs).Select(_ => new double[Dimensions])];
        Explore(states, posteriors, 0, random);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            Explore(states, posteriors, Persistence, random);
            if (Exchange)
            {
                ExchangeNeighbours(states, sweep % 2, random);
            }
            for (int rung = 0; rung < Rungs; rung++)
            {
                bool forbidden = rung == 0 && random.NextDouble() < ForbiddenShare;
                traces[rung][sweep] = forbidden ? double.NegativeInfinity : LogLikelihood(states[rung]);
            }
        }
    }

    /// <summary>theta' = m + rho (theta - m) + sd sqrt(1 - rho^2) z leaves N(m, sd^2) as it is.</summary>
    private void Explore(double[][] states, (double Mean, double Deviation)[] posteriors, double persistence, Random random)
    {
        for (int d = 0; d < Dimensions; d++)
        {
            double common = Coupling > 0 ? NextNormal(random) : 0;
            for (int rung = 0; rung < Rungs; rung++)
            {
                (double mean, double deviation) = posteriors[rung];
                double innovation = Math.Sqrt(Coupling) * common + Math.Sqrt(1 - Coupling) * NextNormal(random);
                states[rung][d] = mean + persistence * (states[rung][d] - mean)
                    + deviation * Math.Sqrt(1 - persistence * persistence) * innovation;
            }
        }
    }

    private void ExchangeNeighbours(double[][] states, int parity, Random random)
    {
        for (int rung = parity; rung + 1 < Rungs; rung += 2)
        {
            double difference = LogLikelihood(states[rung]) - LogLikelihood(states[rung + 1]);
            if (Math.Log(random.NextDouble()) < (InverseTemperature(rung + 1) - InverseTemperature(rung)) * difference)
            {
                (states[rung], states[rung + 1]) = (states[rung + 1], states[rung]);
            }
        }
    }

    private double InverseTemperature(int rung) => Math.Pow(rung / (Rungs - 1.0), LadderPower);

    private (double Mean, double Deviation) Posterior(double inverseTemperature)
    {
        double data = inverseTemperature / (NoiseDeviation * NoiseDeviation);
        double precision = 1 / (PriorDeviation * PriorDeviation) + data;
        return (data * Observation / precision, 1 / Math.Sqrt(precision));
    }

    private double LogLikelihood(double[] state)
    {
        double squares = 0;
        foreach (double value in state)
        {
            squares += (Observation - value) * (Observation - value);
        }
        return state.Length * LogNormal(0, NoiseDeviation) - 0.5 * squares / (NoiseDeviation * NoiseDeviation);
    }

    private static double LogNormal(double value, double deviation) =>
        -0.5 * value * value / (deviation * deviation) - Math.Log(deviation * Math.Sqrt(2 * Math.PI));

    private static double NextNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
