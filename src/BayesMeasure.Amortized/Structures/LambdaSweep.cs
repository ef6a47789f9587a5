namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// The probabilities of components of one curve along the parsimony lambda, as an answer of a network or the exact posterior has
/// them.
/// </summary>
public sealed record LambdaSweep
{
    private const int UsualCount = 19;

    /// <summary>The parsimonies.</summary>
    public required IReadOnlyList<double> Lambdas { get; init; }

    /// <summary>The components, with the number of equal ones and the alternatives.</summary>
    public required IReadOnlyList<SweptOption> Options { get; init; }

    /// <summary>19 parsimonies from 0.05 to 0.95.</summary>
    public static IReadOnlyList<double> Usual { get; } =
        [.. Enumerable.Range(1, UsualCount).Select(i => (double)i / (UsualCount + 1))];

    /// <summary>Asks for one parsimony after the other.</summary>
    /// <param name="family">The family.</param>
    /// <param name="ask">What is believed of the structure of the curve at a parsimony.</param>
    /// <param name="lambdas">The parsimonies, each inside (0, 1); null for <see cref="Usual"/>.</param>
    /// <exception cref="ArgumentException">There is no parsimony.</exception>
    /// <example>
    /// <code>
    /// LambdaSweep told = LambdaSweep.Of(family, lambda => network.Given(curve, lambda).Structures);
    /// LambdaSweep exact = LambdaSweep.Of(family, lambda => family.Posterior(curve, lambda));
    /// </code>
    /// </example>
    public static LambdaSweep Of(
        StructureFamily family, Func<double, StructureDistribution> ask, IReadOnlyList<double>? lambdas = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(ask);
        IReadOnlyList<double> asked = lambdas ?? Usual;
        if (asked.Count == 0)
        {
            throw new ArgumentException("A sweep needs a parsimony, such as 0.5.", nameof(lambdas));
        }

        StructureDistribution[] answers = [.. asked.Select(ask)];
        return new()
        {
            Lambdas = asked,
            Options = [.. family.Parts.SelectMany(part => OptionsOf(part, answers))],
        };
    }

    /// <summary>The largest difference between this sweep and another one of the same curve.</summary>
    /// <param name="other">The other one, at the same parsimonies.</param>
    public double DistanceTo(LambdaSweep other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Options.Zip(other.Options)
            .SelectMany(pair => pair.First.Probabilities.Zip(pair.Second.Probabilities, (a, b) => Math.Abs(a - b)))
            .Max();
    }

    /// <summary>Of equal components, that there are at least so many; of alternatives, each of them.</summary>
    private static IEnumerable<SweptOption> OptionsOf(StructurePart part, StructureDistribution[] answers)
    {
        int first = part.CountsCopies ? 1 : 0;
        return part.Options.Skip(first).Index().Select(option => new SweptOption(
            NameOf(part, option.Item),
            [
                .. answers.Select(answer => answer[part.Name].Skip(first + option.Index)
                    .Take(part.CountsCopies ? part.Options.Count : 1).Sum()),
            ]));
    }

    private static string NameOf(StructurePart part, StructureOption option) => (part.CountsCopies, option.Name) switch
    {
        (true, "on") => part.Name,
        (true, _) => $"at least {option.Name} {part.Name}",
        _ => $"{part.Name} {option.Name}",
    };
}

/// <summary>A component, a number of equal ones or an alternative along the parsimony.</summary>
/// <param name="Name">What it is in words.</param>
/// <param name="Probabilities">Its probability at each parsimony.</param>
public sealed record SweptOption(string Name, IReadOnlyList<double> Probabilities);
