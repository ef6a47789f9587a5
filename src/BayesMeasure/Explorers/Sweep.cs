using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Explorers;

/// <summary>What an explorer needs to know of the sweep in which it moves a replica.</summary>
/// <param name="Number">
/// The number of the sweep since the run began, burn-in included; what is done every so many sweeps counts by it.
/// </param>
/// <param name="InverseTemperature">The inverse temperature of the rung, greater than 0.</param>
/// <param name="Random">The random numbers of this rung in this sweep: the only ones an explorer may use.</param>
/// <param name="AdaptationGain">
/// How far this sweep may change the steps: in (0, 1] in burn-in, 0 afterwards, when nothing may adapt.
/// </param>
public readonly record struct Sweep(long Number, double InverseTemperature, RandomStream Random, double AdaptationGain)
{
    /// <summary>Whether steps may adapt: in burn-in only.</summary>
    public bool Adapts => AdaptationGain > 0;
}
