using System.Globalization;

namespace BayesMeasure.Priors;

/// <summary>How a rule of a parameter is written as text, like the function that makes it, and how that is called.</summary>
/// <param name="Name">The name of the function.</param>
/// <param name="Arguments">
/// The names of its numbers, in order; all are required. "..." at the end: any number more of the one before.
/// </param>
/// <param name="Create">Calls the function.</param>
internal sealed record DistributionSyntax(string Name, string[] Arguments, Func<double[], ParameterRule> Create)
{
    private const string More = "...";

    /// <summary>How many arguments it takes, in words.</summary>
    public string Count => IsOpen ? $"{Named} or more" : $"{Named}";

    private bool IsOpen => Arguments[^1] == More;

    private int Named => IsOpen ? Arguments.Length - 1 : Arguments.Length;

    /// <summary>Whether it can be called with so many arguments.</summary>
    public bool Takes(int count) => IsOpen ? count >= Named : count == Named;

    /// <summary>The name of an argument, from 0.</summary>
    public string NameOf(int argument) => Arguments[Math.Min(argument, Named - 1)];

    /// <summary>Writes the function with its arguments, as <see cref="DistributionParser"/> reads it.</summary>
    public string Write(params ReadOnlySpan<double> arguments)
    {
        string[] texts = new string[arguments.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = arguments[i].ToString(CultureInfo.InvariantCulture);
        }

        return $"{Name}({string.Join(", ", texts)})";
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
}
