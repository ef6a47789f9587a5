using BayesMeasure.Models;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>
/// Finds the unknowns in which a curve is linear when all else is given: amplitudes, what a background is made of, and what
/// shares an amplitude out between two shapes. They are tried, since no component says of which of its parameters it is a sum.
/// </summary>
internal sealed class LinearCoefficients
{
    private const int Checks = 3;
    private const int MostTries = 12;
    private const double LargestDeviation = 1e-8;

    private readonly Posterior posterior;
    private readonly RandomStream random = new(seed: 0, chain: 0, replica: 0);
    private readonly TermCurve[] curves;
    private readonly double[] sum;

    private LinearCoefficients(Posterior posterior)
    {
        this.posterior = posterior;
        curves = [.. Enumerable.Range(0, posterior.Model.Terms.Count).Select(term => TermCurve.Of(posterior, term))];
        sum = new double[posterior.Measurement.Count];
    }

    private CurveLayout Layout => posterior.Layout;

    /// <summary>The unknowns in which the curve is linear, all together; amplitudes first.</summary>
    public static LinearUnknowns Of(Posterior posterior)
    {
        var search = new LinearCoefficients(posterior);
        return new(search.WithShares(search.Find()));
    }

    /// <summary>What shares a coefficient out: where more than one does, the first.</summary>
    private LinearCoefficient[] WithShares(int[] found)
    {
        int[] shares = [.. found.Select(_ => -1)];
        foreach (int position in Enumerable.Range(0, posterior.Parameters.Count).Except(found).Where(IsCandidate))
        {
            int[] shared = [.. found.Index().Where(one => Shares(position, one.Item)).Select(one => one.Index)];
            if (shared is [var only]
                && shares[only] < 0
                && IsLinear(position, position)
                && found.Where(other => other != found[only]).Concat(shares.Where(share => share >= 0))
                    .Where(other => Meet(other, position)).All(other => IsLinear(other, position)))
            {
                shares[only] = position;
            }
        }

        return [.. found.Zip(shares, (position, share) => new LinearCoefficient(position, share))];
    }

    /// <summary>
    /// Whether an unknown may share a coefficient out: any share is as probable as the next, the coefficient is not negative, and
    /// without it the share changes nothing.
    /// </summary>
    private bool Shares(int share, int coefficient)
    {
        if (posterior.Parameters[share].Prior is not UniformDistribution
            || !(posterior.Parameters[coefficient].Prior.Minimum >= 0)
            || !Layout.Dependents[share].All(Layout.Dependents[coefficient].Contains))
        {
            return false;
        }

        double[] point = [.. posterior.Parameters.Select(parameter => parameter.Prior.Draw(random))];
        point[coefficient] = 0;
        double[] before = Curve(point, Layout.Dependents[share]);
        point[share] = posterior.Parameters[share].Prior.Draw(random);
        return before.SequenceEqual(Curve(point, Layout.Dependents[share]));
    }

    private int[] Find()
    {
        var found = new List<int>();
        IEnumerable<int> candidates = Enumerable.Range(0, posterior.Parameters.Count)
            .Where(IsCandidate)
            .OrderBy(position => posterior.Parameters[position].Role != ParameterRole.Amplitude);
        foreach (int position in candidates)
        {
            IEnumerable<int> others = found.Where(other => Meet(other, position));
            if (IsLinear(position, position) && others.All(other => IsLinear(other, position)))
            {
                found.Add(position);
            }
        }

        return [.. found.Order()];
    }

    /// <summary>Neither the noise nor a link reads it, some term does, and its prior has a width.</summary>
    private bool IsCandidate(int position)
    {
        Distribution prior = posterior.Parameters[position].Prior;
        return !prior.IsDiscrete
            && prior.StandardDeviation > 0 && double.IsFinite(prior.StandardDeviation) && double.IsFinite(prior.Mean)
            && Layout.Dependents[position].Length > 0
            && Layout.Followers[position].Length == 0
            && Layout.Noise.All(source => source.Position != position);
    }

    private bool Meet(int one, int other) => Layout.Dependents[one].Intersect(Layout.Dependents[other]).Any();

    /// <summary>
    /// Whether the curve has no second difference in two unknowns, or in one: compared with the first difference at draws from
    /// the prior at which there is one.
    /// </summary>
    private bool IsLinear(int one, int other)
    {
        int checks = 0;
        for (int attempt = 0; attempt < MostTries && checks < Checks; attempt++)
        {
            double[] point = [.. posterior.Parameters.Select(parameter => parameter.Prior.Draw(random))];
            double[][] corners = Corners(point, one, other);
            double size = 0, deviation = 0;
            for (int i = 0; i < sum.Length; i++)
            {
                double first = corners[1][i] - corners[0][i];
                double second = corners[3][i] - corners[2][i];
                size = Math.Max(size, Math.Max(Math.Abs(first), Math.Abs(second)));
                deviation = Math.Max(deviation, Math.Abs(second - first));
            }

            if (!double.IsFinite(size) || deviation > LargestDeviation * size)
            {
                return false;
            }

            checks += size > 0 ? 1 : 0;
        }

        return checks == Checks;
    }

    /// <summary>
    /// The curves at (a, c), (b, c), (a, d), (b, d); along one unknown at a, the middle, the middle again, and b.
    /// </summary>
    private double[][] Corners(double[] point, int one, int other)
    {
        double a = point[one], b = posterior.Parameters[one].Prior.Draw(random);
        double c = point[other], d = posterior.Parameters[other].Prior.Draw(random);
        double middle = 0.5 * (a + b);
        return one == other
            ? [CurveAt(a, a), CurveAt(middle, middle), CurveAt(middle, middle), CurveAt(b, b)]
            : [CurveAt(a, c), CurveAt(b, c), CurveAt(a, d), CurveAt(b, d)];
        double[] CurveAt(double first, double second)
        {
            point[one] = first;
            point[other] = second;
            return Curve(point, Layout.Dependents[one].Union(Layout.Dependents[other]));
        }
    }

    private double[] Curve(double[] point, IEnumerable<int> terms)
    {
        Array.Clear(sum);
        double[] all = Layout.WithLinks(point);
        foreach (int term in terms)
        {
            ReadOnlySpan<double> curve = curves[term].Evaluate(all);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += curve[i];
            }
        }

        return [.. sum];
    }
}
