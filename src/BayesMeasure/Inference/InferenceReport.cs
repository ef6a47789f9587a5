namespace BayesMeasure.Inference;

/// <summary>
/// What an answer holds that belongs to its method alone: the ladder of a replica-exchange run, the exact posterior of a linear
/// model. Whoever needs it asks for the type of the method; all others need not know it.
/// </summary>
/// <example>
/// <code>
/// double barrier = LadderRun.Of(result).Ladder.Barrier;
/// Matrix&lt;double&gt;? covariance = (result.Report as LinearPosterior)?.Covariance;
/// </code>
/// </example>
public abstract record InferenceReport
{
    /// <summary>The name of the method, as it is to be cited.</summary>
    public abstract string Method { get; }

    /// <summary>
    /// Of how many draws one was kept: 1, the default, for all of them; more where they would have taken too much memory.
    /// </summary>
    public int SweepsPerDraw { get; init; } = 1;

    /// <summary>What backs the answer, for a certificate: one sentence a line. None by default.</summary>
    public virtual IReadOnlyList<string> Statements => [];
}
