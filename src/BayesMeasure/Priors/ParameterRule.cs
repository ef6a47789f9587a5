using System.Globalization;

namespace BayesMeasure.Priors;

/// <summary>
/// What a prior says about one parameter: it is free and has a <see cref="Distribution"/>, it has a
/// <see cref="FixedValue"/>, it is a <see cref="Tie"/> to another parameter, or it has a <see cref="Link"/> to several. There are
/// no other cases.
/// </summary>
/// <remarks>
/// Written as text, a rule is what made it, and <see cref="Distributions.Parse"/> reads it back, but for a link, whose function
/// no text can hold.
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

    /// <summary>Writes a function with its arguments, as <see cref="Distributions.Parse"/> reads it.</summary>
    /// <param name="function">The name of the function.</param>
    /// <param name="arguments">The arguments, in order.</param>
    private protected static string Write(string function, params ReadOnlySpan<double> arguments)
    {
        string[] texts = new string[arguments.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = arguments[i].ToString(CultureInfo.InvariantCulture);
        }

        return $"{function}({string.Join(", ", texts)})";
    }
}
