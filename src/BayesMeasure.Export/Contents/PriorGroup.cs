using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;

namespace BayesMeasure.Export.Contents;

/// <summary>Independent draws from the prior, as one chain.</summary>
internal static class PriorGroup
{
    /// <summary>A replica that no ladder has, so that the prior shares no random number with the posterior.</summary>
    private const int Replica = int.MaxValue - 7;

    /// <summary>
    /// The group; null where no draw is wanted, or a prior that was read from a file is none of the library's own.
    /// </summary>
    /// <param name="result">What was found, with its seed.</param>
    /// <param name="count">The number of draws.</param>
    public static InferenceGroup? Of(Result result, int count)
    {
        try
        {
            return count == 0 ? null : new("prior", ParameterVariables.Of(
                Draw(result.Summary.Draws.Parameters, result.Seed, count),
                [InferenceDimension.Counted("chain", 1), InferenceDimension.Counted("draw", count)]));
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static Draws Draw(IReadOnlyList<Parameter> parameters, ulong seed, int count)
    {
        var random = new RandomStream(seed, chain: 0, Replica);
        double[] values = new double[count * parameters.Count];
        double[] densities = new double[count];
        for (int draw = 0; draw < count; draw++)
        {
            random.BeginSweep(draw);
            for (int i = 0; i < parameters.Count; i++)
            {
                double value = parameters[i].Prior.Draw(random);
                values[draw * parameters.Count + i] = value;
                densities[draw] += parameters[i].Prior.LogDensity(value);
            }
        }

        return new(parameters, [values], [new double[count]], [densities]);
    }
}
