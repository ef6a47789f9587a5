using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// How replicas explore their own temperature between exchanges: the settings. An explorer creates one
/// <see cref="RungExplorer"/> a rung, which holds what is adapted there.
/// </summary>
public abstract record Explorer
{
    /// <summary>Throws when a setting is impossible; nothing by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public virtual void Validate()
    {
    }

    /// <summary>Creates the moves of one rung.</summary>
    public abstract RungExplorer CreateRung(ITarget target);
}
