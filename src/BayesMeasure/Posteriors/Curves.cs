using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>What one pass over the data reads and writes.</summary>
/// <param name="Prediction">The prediction before, read.</param>
/// <param name="TrialPrediction">The prediction after, written; may be the same buffer.</param>
/// <param name="Curve">The term's curve before, read.</param>
/// <param name="TrialCurve">The term's curve after.</param>
internal readonly record struct Curves(
    AlignedBuffer Prediction,
    AlignedBuffer TrialPrediction,
    AlignedBuffer Curve,
    AlignedBuffer TrialCurve);
