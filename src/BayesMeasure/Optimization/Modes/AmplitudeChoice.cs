using System.Numerics;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The best amplitude for given sums, among some of its prior and that which the likelihood alone likes best.</summary>
internal sealed class AmplitudeChoice
{
    /// <summary>A multiple of any width of vectors.</summary>
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

        int best = BestCandidate(product, norm, ref gain);
        return (best < 0 ? amplitude : values[best], gain);
    }

    /// <summary>The first of the best candidates that gain more; -1 when there is none.</summary>
    private int BestCandidate(double product, double norm, ref double gain)
    {
        Vector<double> highest = Vector.Create(gain);
        Vector<double> chosen = Vector.Create(-1.0);
        Vector<double> positions = Vector.CreateSequence(0.0, 1.0);
        for (int i = 0; i < Candidates; i += Vector<double>.Count)
        {
            var value = new Vector<double>(values, i);
            Vector<double> other = value * (Vector.Create(product) - Vector.Create(0.5 * norm) * value)
                + new Vector<double>(logPriors, i);
            Vector<long> isHigher = Vector.GreaterThan(other, highest);
            highest = Vector.ConditionalSelect(isHigher, other, highest);
            chosen = Vector.ConditionalSelect(isHigher, positions, chosen);
            positions += Vector.Create((double)Vector<double>.Count);
        }

        int best = -1;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            if (highest[lane] > gain || (best >= 0 && highest[lane] == gain && chosen[lane] < best))
            {
                (best, gain) = ((int)chosen[lane], highest[lane]);
            }
        }

        return best;
    }

    private double LogPrior(double value) =>
        unknowns.Parameters[unknown].Prior.LogCoordinateDensity(value, unknowns.ToCoordinate(unknown, value));
}
