using BayesMeasure.Sampling;

namespace BayesMeasure.Comparison;

/// <summary>How far a comparison has come.</summary>
/// <param name="Candidate">The model that is being sampled.</param>
/// <param name="Index">Its position among the candidates, from 0.</param>
/// <param name="Count">The number of candidates.</param>
/// <param name="Sampling">How far its sampling has come.</param>
public readonly record struct ComparisonProgress(Candidate Candidate, int Index, int Count, SamplingProgress Sampling);
