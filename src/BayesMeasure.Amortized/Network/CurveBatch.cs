using BayesMeasure.Amortized.Structures;
using BayesMeasure.Measurements;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Curves as a network reads them: each divided by its root mean square, in units of the sigma of its points. Where curves have
/// other numbers of points, the shorter ones are filled up by points that are not present.
/// </summary>
internal sealed class CurveBatch
{
    private const double Smallest = 1e-300;

    /// <param name="curves">The curves.</param>
    public CurveBatch(IReadOnlyList<Measurement> curves)
    {
        Count = curves.Count;
        Points = curves.Max(curve => curve.Count);
        Values = new float[Count * Points];
        Positions = new float[Count * Points];
        LogSigmas = new float[Count * Points];
        Present = new float[Count * Points];
        LogScales = new float[Count];
        foreach ((int position, Measurement curve) in curves.Index())
        {
            Take(curve, position);
        }
    }

    /// <summary>The number of curves.</summary>
    public int Count { get; }

    /// <summary>The number of points of a curve: of the longest one.</summary>
    public int Points { get; }

    /// <summary>The values, curve by curve, of mean square 1.</summary>
    public float[] Values { get; }

    /// <summary>Where each point is.</summary>
    public float[] Positions { get; }

    /// <summary>The logarithm of the sigma of each point; 0 where there is none.</summary>
    public float[] LogSigmas { get; }

    /// <summary>1 for a point that a curve has.</summary>
    public float[] Present { get; }

    /// <summary>The logarithms of the root mean squares.</summary>
    public float[] LogScales { get; }

    /// <summary>Requires that a curve is measured where the curves of a family are, where these are all of one design.</summary>
    /// <exception cref="ArgumentException">It has other points or sigmas.</exception>
    public static void RequireDesign(Measurement curve, StructureFamily family)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (family.Design.Points is not { } points)
        {
            return;
        }

        if (curve.Count != points.Count || !curve.X.SequenceEqual(points.X))
        {
            throw new ArgumentException(
                $"{curve.Name} has {curve.Count} points from {curve.XRange}, but \"{family.Name}\" was simulated at "
                + $"{points.Count} points from {points.XRange}: a network answers for the grid that it was trained on.");
        }

        if (points.Sigma is { } sigma && !(curve.Sigma is { } own && own.SequenceEqual(sigma)))
        {
            throw new ArgumentException(
                $"{curve.Name} has other sigmas than those that \"{family.Name}\" was simulated with.");
        }
    }

    private void Take(Measurement curve, int position)
    {
        double[] values = [.. curve.Sigma is { } sigma ? curve.Y.Zip(sigma, (y, deviation) => y / deviation) : curve.Y];
        double largest = Math.Max(values.Max(Math.Abs), Smallest);
        double scale = largest * Math.Sqrt(values.Average(value => value / largest * (value / largest)));
        scale = Math.Max(scale, Smallest);
        LogScales[position] = (float)Math.Log(scale);
        for (int i = 0; i < curve.Count; i++)
        {
            int place = position * Points + i;
            Values[place] = (float)(values[i] / scale);
            Positions[place] = (float)curve.X[i];
            LogSigmas[place] = (float)Math.Log(curve.Sigma?[i] ?? 1);
            Present[place] = 1;
        }
    }
}
