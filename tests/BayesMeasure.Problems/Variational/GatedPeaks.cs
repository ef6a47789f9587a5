using BayesMeasure.Linear.Sparse;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Problems.Variational;

/// <summary>
/// A spectrum of few peaks out of a list of twelve, whose places and widths are known: which are there? Peaks of neighbours
/// overlap, so that one may stand for another. Gates are open with probability 1/4, amplitudes are half-normal. All sets can be
/// enumerated.
/// </summary>
public sealed class GatedPeaks
{
    /// <summary>The number of peaks in the list.</summary>
    public const int Count = 12;

    private const int Points = 121;
    private const double Sigma = 0.25;
    private const double Open = 0.25;
    private const double Scale = 1;

    private readonly Measurement measurement;
    private readonly double spacing;

    /// <summary>A spectrum with three peaks.</summary>
    /// <param name="seed">The seed of places, amplitudes and noise.</param>
    /// <param name="spacing">The distance of neighbours in the list, in widths.</param>
    public GatedPeaks(ulong seed, double spacing)
    {
        this.spacing = spacing;
        var random = new RandomStream(seed, chain: 0, replica: 0);
        double[] y = new double[Points];
        for (int i = 0; i < Points; i++)
        {
            y[i] = Sigma * random.NextNormal();
        }

        for (int peak = 0; peak < 3; peak++)
        {
            int place = 4 * peak + random.NextInteger(4);
            double amplitude = 0.3 + random.NextUniform();
            for (int i = 0; i < Points; i++)
            {
                y[i] += amplitude * Shape(place, i);
            }
        }

        measurement = new([.. Enumerable.Range(0, Points).Select(X)], y) { Name = "gated peaks" };
    }

    /// <summary>The posterior, of twelve gates and twelve amplitudes.</summary>
    public Posterior Posterior => new(
        measurement,
        ForwardModel.Of<GatedPeak>().Repeat(Count),
        GaussianNoise.Known(Sigma),
        Enumerable.Range(0, Count).Select(Peak).Aggregate((all, one) => all + one));

    /// <summary>The same problem for the enumeration.</summary>
    public GatedProblem Problem => new(
        Matrix<double>.Build.Dense(Points, Count, (i, k) => Shape(k, i)),
        measurement.Y,
        [.. Enumerable.Repeat(Sigma, Points)],
        [.. Enumerable.Repeat(Open, Count)],
        [.. Enumerable.Repeat(Scale, Count)]);

    /// <summary>log Z of all sets together.</summary>
    /// <param name="sets">What the enumeration found.</param>
    public double LogEvidence(GateEnumeration sets)
    {
        double withNone = measurement.Y.Sum(y => -0.5 * y * y / (Sigma * Sigma) - 0.5 * Math.Log(2 * Math.PI * Sigma * Sigma));
        GateSet best = sets.Sets[0];
        double logPrior = best.Columns.Count * Math.Log(Open) + (Count - best.Columns.Count) * Math.Log(1 - Open);
        return withNone + best.LogEvidence + logPrior - Math.Log(best.Probability);
    }

    private Prior Peak(int peak) => new()
    {
        [FormattableString.Invariant($"gate[{peak + 1}]")] = Prior.Bernoulli(Open),
        [FormattableString.Invariant($"amplitude[{peak + 1}]")] = Prior.HalfNormal(Scale),
        [FormattableString.Invariant($"width[{peak + 1}]")] = Prior.Fixed(1),
        [FormattableString.Invariant($"center[{peak + 1}]")] = Prior.Fixed(spacing * peak),
    };

    private double Shape(int peak, int point) =>
        Math.Exp(-4 * Math.Log(2) * Math.Pow(X(point) - spacing * peak, 2));

    private double X(int point) => -1 + (spacing * (Count - 1) + 2) * point / (Points - 1);
}
