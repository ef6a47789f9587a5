using BayesMeasure.Numerics;

namespace BayesMeasure.Posteriors;

/// <summary>What one pass over the data reads and writes.</summary>
/// <param name="Prediction">The prediction before, read.</param>
/// <param name="TrialPrediction">The prediction after, written; may be the same buffer.</param>
/// <param name="Shape">The term's shape before, read.</param>
/// <param name="TrialShape">The term's shape after.</param>
/// <param name="Amplitude">What the shape is multiplied by before.</param>
/// <param name="TrialAmplitude">What the shape is multiplied by after.</param>
internal readonly record struct Curves(
    AlignedBuffer Prediction,
    AlignedBuffer TrialPrediction,
    AlignedBuffer Shape,
    AlignedBuffer TrialShape,
    double Amplitude,
    double TrialAmplitude);
