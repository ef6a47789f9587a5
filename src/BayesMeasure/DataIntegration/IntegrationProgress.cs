using BayesMeasure.Sampling;

namespace BayesMeasure.DataIntegration;

/// <summary>How far the question whether to join measurements has come.</summary>
/// <param name="Group">The measurements that are being sampled together, such as "A + B".</param>
/// <param name="Index">The position of the group, from 0.</param>
/// <param name="Count">The number of groups.</param>
/// <param name="Sampling">How far its sampling has come.</param>
public readonly record struct IntegrationProgress(string Group, int Index, int Count, SamplingProgress Sampling);
