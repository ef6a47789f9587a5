using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// A part of a structure: one of its options holds. A component is on or off, equal components are so many, and of alternatives
/// one is true. Immutable.
/// </summary>
/// <remarks>
/// Equal components are told by their number alone: with three sticks the masks 100, 010 and 001 would be one model three times.
/// A part of m options takes m - 1 decisions, each "further than this option?"; after the first no, all others are no as well.
/// </remarks>
public sealed class StructurePart
{
    private StructurePart(string name, IReadOnlyList<StructureOption> options, bool countsCopies)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Options = [.. options];
        CountsCopies = countsCopies;
        string? twice = Options.GroupBy(option => option.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (Options.Count < 2 || twice is not null)
        {
            throw new ArgumentException(
                $"The part \"{name}\" has {(twice is null ? "fewer than two options" : $"two options named \"{twice}\"")}: "
                + "of a part, one of several options holds, each with a name of its own.",
                nameof(options));
        }
    }

    /// <summary>
    /// The name. That of components stands before those of their parameters, <c>peak.center[1]</c>; alternatives keep the names
    /// that they have.
    /// </summary>
    public string Name { get; }

    /// <summary>The options, in the order of the decisions.</summary>
    public IReadOnlyList<StructureOption> Options { get; }

    /// <summary>
    /// Whether an option is a number of equal components, each on or off by itself: the prior then counts in how many ways the
    /// number comes about. False for alternatives.
    /// </summary>
    public bool CountsCopies { get; }

    /// <summary>The number of decisions: one less than the options.</summary>
    public int Decisions => Options.Count - 1;

    /// <summary>The name and the names of the options.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", Options.Select(option => option.Name))}";

    /// <summary>A component that is on or off.</summary>
    /// <param name="name">Its name: not blank.</param>
    /// <param name="model">What it adds to the curve; nothing by default, where a simulator of one's own knows it.</param>
    /// <param name="prior">The prior of its parameters; none by default.</param>
    public static StructurePart Optional(string name, ForwardModel? model = null, Prior? prior = null) =>
        Repeated(name, 0, 1, copies => copies == 0 ? "off" : "on", _ => model, _ => prior);

    /// <summary>Equal components, whose number is inferred.</summary>
    /// <param name="name">The name of one of them: not blank.</param>
    /// <param name="fewest">The smallest number: at least 0.</param>
    /// <param name="most">The largest number: above the smallest.</param>
    /// <param name="model">What one of them adds to the curve.</param>
    /// <param name="one">The prior of one of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or negative.</exception>
    public static StructurePart Repeated(string name, int fewest, int most, ForwardModel? model = null, Prior? one = null) =>
        Repeated(
            name,
            fewest,
            most,
            copies => FormattableString.Invariant($"{copies}"),
            copies => model?.Repeat(copies),
            copies => one?.Repeat(copies));

    /// <summary>Alternatives, of which exactly one holds, such as a background, a noise or a shape.</summary>
    /// <param name="name">What they are alternatives of: not blank.</param>
    /// <param name="options">The alternatives: at least two, with different names.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or two have the same name.</exception>
    public static StructurePart OneOf(string name, params IReadOnlyList<StructureOption> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(name, options, countsCopies: false);
    }

    private static StructurePart Repeated(
        string name,
        int fewest,
        int most,
        Func<int, string> nameOf,
        Func<int, ForwardModel?> modelOf,
        Func<int, Prior?> priorOf)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegative(fewest);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(most, fewest);
        IEnumerable<int> numbers = Enumerable.Range(fewest, most - fewest + 1);
        return new(
            name,
            [
                .. numbers.Select(copies => copies == 0
                    ? new StructureOption(nameOf(0))
                    : new(nameOf(copies), modelOf(copies)?.Labelled(name), priorOf(copies)?.Labelled(name))),
            ],
            countsCopies: true);
    }
}

/// <summary>One option of a part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Model">What it adds to the curve; nothing by default.</param>
/// <param name="Prior">The prior of its parameters, those of its noise included; none by default.</param>
/// <param name="Noise">How values scatter where it holds; null, the default, where it does not say.</param>
public sealed record StructureOption(string Name, ForwardModel? Model = null, Prior? Prior = null, NoiseModel? Noise = null)
{
    /// <summary>The number of unknowns that it brings: of its prior or, where it has none, the parameters of its model.</summary>
    public int Unknowns => Prior?.Entries.Count(entry => entry.IsFree) ?? Model?.ParameterNames.Count ?? 0;
}
