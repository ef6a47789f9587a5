namespace BayesMeasure.Posteriors;

/// <summary>
/// A point of parameter space with its log likelihood and whatever is cached to move on cheaply. A trial is proposed, and
/// then either accepted or forgotten: the next proposal starts from the current point again.
/// </summary>
/// <remarks>Used by one thread at a time. No member allocates, apart from what a model of the user's own does.</remarks>
public interface ITargetState
{
    /// <summary>The current point: one value a parameter.</summary>
    ReadOnlySpan<double> Values { get; }

    /// <summary>The point last proposed; equal to <see cref="Values"/> after it was accepted.</summary>
    ReadOnlySpan<double> TrialValues { get; }

    /// <summary>The log likelihood of the current point, with all normalising constants.</summary>
    double LogLikelihood { get; }

    /// <summary>Moves to a point and evaluates it from scratch, free of accumulated rounding.</summary>
    void Set(ReadOnlySpan<double> values);

    /// <summary>Evaluates a trial that differs from the current point in some parameters.</summary>
    /// <param name="positions">The positions of the parameters that move.</param>
    /// <param name="values">Their new values.</param>
    /// <returns>The log likelihood of the trial: -infinity where it is impossible, NaN where the model failed.</returns>
    double Propose(ReadOnlySpan<int> positions, ReadOnlySpan<double> values);

    /// <summary>Makes the last trial the current point.</summary>
    void Accept();
}
