namespace BayesMeasure.Priors;

/// <summary>
/// What a prior says about one parameter: it is free and has a distribution, it has a fixed value, it is tied to another
/// parameter, or it is linked to several by a function. There are no other cases. Made by the functions of <c>Prior</c>.
/// </summary>
/// <remarks>
/// Written as text, a rule is what made it, and <c>Prior.ParseRule</c> reads it back, but for a link, whose function no text
/// can hold.
/// </remarks>
public abstract record ParameterRule
{
    private protected ParameterRule()
    {
    }

    /// <summary>The names of the parameters whose values this one follows; none for a distribution or a constant.</summary>
    internal virtual IReadOnlyList<string> Followed => [];

    /// <summary>Whether a parameter of this rule can follow one of another rule.</summary>
    internal virtual bool CanFollow(ParameterRule other) => false;

    /// <summary>The same rule for parameters that are named otherwise.</summary>
    internal virtual ParameterRule Renamed(Func<string, string> rename) => this;
}
