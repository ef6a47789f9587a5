using System.Numerics;

namespace BayesMeasure.Amortized.Structures;

/// <summary>Which decisions belong to which part, and which of them are free given those before.</summary>
internal sealed class StructureLayout
{
    /// <summary>The most decisions that a structure has.</summary>
    public const int MostDecisions = 64;

    private readonly int[] partOf;
    private readonly int[] firsts;

    /// <exception cref="ArgumentException">There is no part, two have the same name, or there are too many decisions.</exception>
    public StructureLayout(IReadOnlyList<StructurePart> parts)
    {
        Parts = [.. parts];
        Decisions = Parts.Sum(part => part.Decisions);
        if (Decisions is 0 or > MostDecisions)
        {
            throw new ArgumentException(
                $"The parts of a family have 1 to {MostDecisions} decisions, but these have {Decisions}.");
        }

        if (Parts.GroupBy(part => part.Name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
        {
            throw new ArgumentException($"Two parts are named \"{twice}\": give one of them another name.");
        }

        partOf = [.. Parts.SelectMany((part, position) => Enumerable.Repeat(position, part.Decisions))];
        firsts = [.. Parts.Select((_, position) => Array.IndexOf(partOf, position))];
    }

    public IReadOnlyList<StructurePart> Parts { get; }

    public int Decisions { get; }

    /// <summary>The position of the part that a decision is about.</summary>
    public int PartOf(int decision) => partOf[decision];

    /// <summary>Which of the decisions of its part a decision is, from 0.</summary>
    public int StepOf(int decision) => decision - firsts[partOf[decision]];

    /// <summary>Whether a decision may be yes, given those before: it may where all before it in its part are.</summary>
    public bool IsFree(Structure structure, int decision) => StepOf(decision) == 0 || structure.Has(decision - 1);

    /// <summary>The option of a part.</summary>
    public int OptionOf(Structure structure, int part) =>
        Math.Min(Parts[part].Decisions, BitOperations.TrailingZeroCount(~(structure.Decisions >> firsts[part])));

    /// <summary>The options of all parts.</summary>
    public int[] OptionsOf(Structure structure) => [.. Parts.Select((_, part) => OptionOf(structure, part))];

    /// <summary>The structure with given options of the first parts; the others have their first option.</summary>
    public Structure Of(ReadOnlySpan<int> options)
    {
        ulong decisions = 0;
        for (int part = 0; part < options.Length; part++)
        {
            decisions |= ((1UL << options[part]) - 1) << firsts[part];
        }

        return new(decisions);
    }

    /// <summary>Whether no forbidden decision is yes.</summary>
    public bool IsAllowed(Structure structure) =>
        (Decisions == MostDecisions || structure.Decisions >> Decisions == 0) && Of(OptionsOf(structure)) == structure;

    /// <summary>The number of structures, as a double since it may be large.</summary>
    public double Count => Parts.Aggregate(1.0, (count, part) => count * part.Options.Count);

    /// <summary>All structures, the options of the last part running fastest.</summary>
    public IEnumerable<Structure> All()
    {
        int[] options = new int[Parts.Count];
        int part;
        do
        {
            yield return Of(options);
            for (part = Parts.Count - 1; part >= 0 && ++options[part] == Parts[part].Options.Count; part--)
            {
                options[part] = 0;
            }
        }
        while (part >= 0);
    }

    /// <summary>The structures that differ in one part.</summary>
    public IEnumerable<Structure> NeighboursOf(Structure structure)
    {
        int[] options = OptionsOf(structure);
        for (int part = 0; part < options.Length; part++)
        {
            int own = options[part];
            for (int option = 0; option < Parts[part].Options.Count; option++)
            {
                options[part] = option;
                if (option != own)
                {
                    yield return Of(options);
                }
            }

            options[part] = own;
        }
    }

    /// <summary>A structure in words: the options of its parts; components that are off are left out.</summary>
    public string NameOf(Structure structure)
    {
        string name = string.Join(", ", OptionsOf(structure).Zip(Parts, NameOf).Where(text => text.Length > 0));
        return name.Length > 0 ? name : "none";
    }

    private static string NameOf(int option, StructurePart part)
    {
        string name = part.Options[option].Name;
        return !part.CountsCopies ? $"{part.Name} {name}" : name switch
        {
            "off" or "0" => "",
            "on" => part.Name,
            _ => $"{name} {part.Name}",
        };
    }
}
