using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using BayesMeasure.Inference;
using BayesMeasure.Summaries;

namespace BayesMeasure.Batch.Answers;

/// <summary>Some draws of a candidate, spaced evenly over all that its run has, with equal components in order.</summary>
/// <param name="Chains">The chain of each draw.</param>
/// <param name="Draws">Where it stands in its chain.</param>
/// <param name="Numbers">
/// Of each draw the values of the unknowns in the order of the candidate, the log likelihood and the log prior, as the bytes of
/// doubles: text would be twice as long.
/// </param>
internal sealed record CandidateDraws(int[] Chains, int[] Draws, byte[] Numbers)
{
    private const int Densities = 2;

    /// <summary>The number of draws.</summary>
    [JsonIgnore]
    public int Count => Draws.Length;

    /// <summary>Whether there are as many numbers as so many unknowns have.</summary>
    public bool IsWhole(int parameters) => Chains.Length == Count
        && Numbers.Length == (long)Count * (parameters + Densities) * sizeof(double);

    /// <summary>The numbers of a draw: the values of the unknowns, the log likelihood and the log prior.</summary>
    public double[] this[int draw]
    {
        get
        {
            ReadOnlySpan<double> numbers = MemoryMarshal.Cast<byte, double>(Numbers);
            int stride = numbers.Length / Count;
            return [.. numbers.Slice(draw * stride, stride)];
        }
    }

    /// <summary>The draws of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="most">The largest number of draws.</param>
    public static CandidateDraws Of(Result result, int most)
    {
        Draws draws = result.Summary.Draws;
        (int Chain, int Draw)[] places = [.. draws.Spaced(most)];
        double[] numbers =
        [
            .. places.SelectMany(place => (double[])
            [
                .. draws[place.Chain, place.Draw],
                draws.LogLikelihood(place.Chain, place.Draw),
                draws.LogPrior(place.Chain, place.Draw),
            ]),
        ];
        return new(
            [.. places.Select(place => place.Chain)],
            [.. places.Select(place => place.Draw)],
            MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
    }
}
