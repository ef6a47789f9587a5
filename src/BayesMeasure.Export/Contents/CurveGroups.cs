using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Export.Contents;

/// <summary>
/// The groups that have a variable for each measured curve: "y" where there is one, and else its name. A target without curves
/// has none of them but the log likelihood.
/// </summary>
internal sealed class CurveGroups
{
    /// <summary>Log likelihoods of points that add up to that of all but for rounding.</summary>
    private const double Agreement = 1e-8;

    /// <summary>A replica that no ladder has, so that the noise shares no random number with the draws.</summary>
    private const int Replica = int.MaxValue - 6;

    private readonly Draws draws;
    private readonly ulong seed;
    private readonly InferenceDimension[] sample;
    private readonly (MeasuredCurve Curve, string Name, InferenceDimension Points)[] curves;

    /// <param name="result">What was found.</param>
    /// <param name="draws">The draws, with equal components in order.</param>
    /// <param name="sample">The dimensions of chains and draws.</param>
    public CurveGroups(Result result, Draws draws, InferenceDimension[] sample)
    {
        (this.draws, seed, this.sample) = (draws, result.Seed, sample);
        var names = new DataNames(["chain", "draw", "total"]);
        bool isOne = result.Target.Curves.Count == 1;
        curves =
        [
            .. from curve in result.Target.Curves
               let name = names.Of(isOne ? "y" : curve.Name)
               let points = names.Of(isOne ? "point" : $"{name}_point")
               select (curve, name, InferenceDimension.Counted(points, curve.Measurement.Count)),
        ];
    }

    /// <summary>The log likelihood of every point, where the points have one each; else that of all points together.</summary>
    /// <param name="withPoints">Whether the points are wanted.</param>
    public InferenceGroup LogLikelihood(bool withPoints) => new(
        "log_likelihood",
        (withPoints ? Pointwise() : null)
            ?? [new("total", sample, DrawNumbers.Of(draws, draws.LogLikelihood)) { LongName = "log likelihood of all data" }]);

    /// <summary>
    /// Measurements as evenly spaced draws predict them; null where none is wanted or the noise does not say how.
    /// </summary>
    /// <param name="most">The largest number of draws of each chain.</param>
    public InferenceGroup? Predictive(int most)
    {
        int[] chosen = [.. Enumerable.Range(0, Math.Min(most, draws.Count))
            .Select(i => (int)((long)i * draws.Count / Math.Min(most, draws.Count)))];
        try
        {
            return chosen.Length == 0 || curves.Length == 0 ? null : new(
                "posterior_predictive", [.. curves.Select((one, number) => Predicted(one, number, chosen))]);
        }
        catch (Exception refusal) when (refusal is NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What was measured; null where there is no curve.</summary>
    public InferenceGroup? Observed() => curves.Length == 0 ? null : new(
        "observed_data",
        [.. curves.Select(one => Measured(one, one.Name, one.Curve.Measurement.Y, one.Curve.Measurement.YName) with
        {
            Unit = one.Curve.Measurement.YUnit,
        })]);

    /// <summary>Where was measured, and with which sigma; null where there is no curve.</summary>
    public InferenceGroup? Constant() => curves.Length == 0 ? null : new(
        "constant_data", [.. curves.SelectMany(one => Known(one, curves.Length == 1 ? "" : $"{one.Name}_"))]);

    private static IEnumerable<InferenceVariable> Known(
        (MeasuredCurve Curve, string Name, InferenceDimension Points) one, string prefix)
    {
        Measurement data = one.Curve.Measurement;
        yield return Measured(one, $"{prefix}x", data.X, data.XName) with { Unit = data.XUnit };
        if (data.Sigma is { } sigma)
        {
            yield return Measured(one, $"{prefix}sigma", sigma, "standard deviation") with { Unit = data.YUnit };
        }
    }

    private static InferenceVariable Measured(
        (MeasuredCurve Curve, string Name, InferenceDimension Points) one,
        string name,
        IEnumerable<double> values,
        string longName) =>
        new(name, [one.Points], [.. values]) { LongName = longName };

    private InferenceVariable Predicted(
        (MeasuredCurve Curve, string Name, InferenceDimension Points) one, int number, int[] chosen)
    {
        var predicted = new PredictedMeasurements(one.Curve);
        double[][] rows =
        [
            .. from chain in Enumerable.Range(0, draws.Chains)
               let random = new RandomStream(seed, chain, Replica - number)
               from draw in chosen
               select Row(predicted, random, chain, draw),
        ];
        var dimension = new InferenceDimension("draw", [.. chosen.Select(draw => (long)draw)]);
        return new(one.Name, [sample[0], dimension, one.Points], [.. rows.SelectMany(row => row)])
        {
            Unit = one.Curve.Measurement.YUnit,
        };
    }

    private double[] Row(PredictedMeasurements predicted, RandomStream random, int chain, int draw)
    {
        random.BeginSweep(draw);
        return [.. predicted.Draw(draws[chain, draw], random).Y];
    }

    private InferenceVariable[]? Pointwise()
    {
        PointwiseLikelihood?[] points = [.. curves.Select(one => PointwiseLikelihood.Of(one.Curve))];
        if (points.Length == 0 || points.Any(one => one is null))
        {
            return null;
        }

        double[][] values = [.. curves.Select(one => new double[draws.Chains * draws.Count * one.Curve.Measurement.Count])];
        for (int chain = 0; chain < draws.Chains; chain++)
        {
            for (int draw = 0; draw < draws.Count; draw++)
            {
                if (!Fill(points!, values, chain, draw))
                {
                    return null;
                }
            }
        }

        return [.. curves.Select((one, i) => new InferenceVariable(one.Name, [.. sample, one.Points], values[i]))];
    }

    /// <summary>Whether the log likelihoods of the points of a draw add up to that of all data.</summary>
    private bool Fill(PointwiseLikelihood[] points, double[][] values, int chain, int draw)
    {
        double sum = 0;
        for (int i = 0; i < points.Length; i++)
        {
            double[] row = points[i].At(draws[chain, draw]);
            row.CopyTo(values[i], (chain * draws.Count + draw) * row.Length);
            sum += row.Sum();
        }

        double whole = draws.LogLikelihood(chain, draw);
        return Math.Abs(sum - whole) <= Agreement * Math.Max(1, Math.Abs(whole));
    }
}
