using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The best amplitude for given sums, among some of its prior and that which the likelihood alone likes best.</summary>
internal sealed class AmplitudeChoice
{
    private const int Candidates = 24;

    private readonly ExploredUnknowns unknowns;
    private readonly int unknown;
    private readonly double[] values = new double[Candidates];
    private readonly double[] logPriors = new double[Candidates];

    public AmplitudeChoice(ExploredUnknowns unknowns, int unknown)
    {
        (this.unknowns, this.unknown) = (unknowns, unknown);
        ExploredRange range = unknowns.Ranges[unknown];
        for (int i = 0; i < Candidates; i++)
        {
            double coordinate = range.Low + (range.High - range.Low) * i / (Candidates - 1);
            values[i] = unknowns.FromCoordinate(unknown, coordinate);
            logPriors[i] = LogPrior(values[i]);
        }
    }

    /// <summary>The best amplitude, and a S - a^2 G / 2 + ln p(a) there.</summary>
    public (double Amplitude, double Gain) Best(double product, double norm)
    {
        Distribution prior = unknowns.Parameters[unknown].Prior;
        double amplitude = values[0];
        double gain = double.NegativeInfinity;
        if (norm > 0 && product / norm is double free && free > prior.Minimum && free < prior.Maximum)
        {
            (amplitude, gain) = (free, 0.5 * product * free + LogPrior(free));
        }

        for (int i = 0; i < Candidates; i++)
        {
            double other = values[i] * (product - 0.5 * norm * values[i]) + logPriors[i];
            if (other > gain)
            {
                (amplitude, gain) = (values[i], other);
            }
        }

        return (amplitude, gain);
    }

    private double LogPrior(double value) =>
        unknowns.Parameters[unknown].Prior.LogCoordinateDensity(value, unknowns.ToCoordinate(unknown, value));
}
