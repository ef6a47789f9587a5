using System.Collections.Concurrent;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Noise;

/// <summary>
/// Correlated noise that has met its measurement. The weights are those of independent noise, by whose roots residuals are
/// divided; the density is that of whitened residuals, which have no weights any more.
/// </summary>
/// <param name="independent">Independent noise of the same standard deviations.</param>
/// <param name="whitening">What makes the residuals independent.</param>
/// <param name="constants">The constants of the density.</param>
internal sealed class CorrelatedBinding<TDensity>(
    NoiseBinding independent, Whitening whitening, params ReadOnlySpan<double> constants)
    : NoiseBinding(independent.Weights.ToArray(), constants)
    where TDensity : struct, INoiseDensity
{
    /// <summary>What never moves is made once for each number of lanes, and read by all replicas.</summary>
    private readonly ConcurrentDictionary<int, Whitening> shared = new();

    public override bool IsCorrelated => true;

    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<TDensity>();

    public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
        independent.StandardDeviation(point, prediction, parameters);

    /// <summary>Draws one value by itself, without its neighbours.</summary>
    public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
        independent.Draw(point, prediction, parameters, random);

    internal override Whitening CreateWhitening(int lanes) =>
        whitening.IsFixed ? shared.GetOrAdd(lanes, whitening.Copy) : whitening.Copy(lanes);

    internal override double Share(ReadOnlySpan<double> parameters) => whitening.ShareAt(parameters);

    internal override double Information(int point, double measured, ReadOnlySpan<double> parameters) =>
        Share(parameters) * independent.Information(point, measured, parameters);

    internal override double NormalScore(
        int point, double measured, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
        independent.NormalScore(point, measured, prediction, parameters, random);

    /// <summary>What is new in each value, given those before it.</summary>
    internal override void NormalScores(
        ReadOnlySpan<double> measured,
        ReadOnlySpan<double> prediction,
        ReadOnlySpan<double> parameters,
        RandomStream random,
        Span<double> scores)
    {
        base.NormalScores(measured, prediction, parameters, random, scores);
        WhiteningAt(parameters).Whiten(scores);
    }

    internal override void DrawAll(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> parameters, RandomStream random, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextNormal();
        }

        WhiteningAt(parameters).Color(values);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = prediction[i] + StandardDeviation(i, prediction[i], parameters) * values[i];
        }
    }

    private protected override double LogDeterminant(ReadOnlySpan<double> parameters) => WhiteningAt(parameters).LogDeterminant;

    private Whitening WhiteningAt(ReadOnlySpan<double> parameters)
    {
        Whitening own = CreateWhitening(Lanes512.Count);
        own.MoveTo(parameters);
        return own;
    }
}
