using System.Globalization;
using System.Text;

namespace BayesMeasure.Amortized.Structures;

/// <summary>A structure with its probability.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="Name">What it is in words.</param>
/// <param name="Probability">Its probability.</param>
public sealed record WeighedStructure(Structure Structure, string Name, double Probability);

/// <summary>Probabilities of structures: of all of them, or of those that were drawn.</summary>
public sealed class StructureDistribution
{
    private const int Printed = 10;

    private readonly StructureFamily family;

    internal StructureDistribution(StructureFamily family, IEnumerable<(Structure Structure, double Probability)> structures)
    {
        this.family = family;
        Structures =
        [
            .. structures.GroupBy(one => one.Structure, one => one.Probability)
                .Select(one => new WeighedStructure(one.Key, family.NameOf(one.Key), one.Sum()))
                .OrderByDescending(one => one.Probability)
                .ThenBy(one => one.Structure.Decisions),
        ];
    }

    /// <summary>The structures, the most probable first; their probabilities add up to 1.</summary>
    public IReadOnlyList<WeighedStructure> Structures { get; }

    /// <summary>The entropy in nats.</summary>
    public double Entropy =>
        -Structures.Where(one => one.Probability > 0).Sum(one => one.Probability * Math.Log(one.Probability));

    /// <summary>The probability of each option of a part: of each number of equal components, of off and on.</summary>
    /// <param name="part">The name of the part.</param>
    /// <exception cref="KeyNotFoundException">There is no such part; the message lists those there are.</exception>
    public IReadOnlyList<double> this[string part] => OfPart(family.PositionOf(part));

    /// <summary>
    /// The probability that each decision is yes: of a component that it is on, of equal ones that there are more.
    /// </summary>
    public IReadOnlyList<double> Decisions =>
    [
        .. Enumerable.Range(0, family.Decisions)
            .Select(decision => Structures.Where(one => one.Structure.Has(decision)).Sum(one => one.Probability)),
    ];

    /// <summary>The parts with the probabilities of their options, and the most probable structures.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((int position, StructurePart part) in family.Parts.Index())
        {
            IEnumerable<string> options = part.Options.Zip(
                OfPart(position), (option, probability) => FormattableString.Invariant($"{option.Name} {probability:F3}"));
            text.Append(part.Name).Append(": ").AppendJoin(", ", options).AppendLine();
        }

        foreach (WeighedStructure one in Structures.Take(Printed))
        {
            text.Append(CultureInfo.InvariantCulture, $"{one.Probability:F3}  {one.Name}").AppendLine();
        }

        return text.ToString();
    }

    private double[] OfPart(int part)
    {
        double[] probabilities = new double[family.Parts[part].Options.Count];
        foreach (WeighedStructure one in Structures)
        {
            probabilities[family.Layout.OptionOf(one.Structure, part)] += one.Probability;
        }

        return probabilities;
    }
}
