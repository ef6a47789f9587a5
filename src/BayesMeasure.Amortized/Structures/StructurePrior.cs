using BayesMeasure.Numerics.Random;
using MathNet.Numerics;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// How probable structures are before the data, p(M | lambda): lambda is the parsimony that is chosen after training. It is said
/// part by part, each given those before.
/// </summary>
public abstract record StructurePrior
{
    /// <summary>Log odds whose other side has the probability 0, in the numbers of a network.</summary>
    internal const double Certain = 1e4;

    /// <summary>
    /// Each component is on with the probability lambda, independently, so that the number of equal ones is binomial;
    /// alternatives are equally probable.
    /// </summary>
    public static StructurePrior Bernoulli { get; } = new IndependentParts("each component on with probability lambda")
    {
        OfComponent = (lambda, _) => Math.Log(lambda / (1 - lambda)),
    };

    /// <summary>
    /// Each unknown is paid for: logit p = logit p0 - (1 - lambda) strength d for a component with d unknowns; an alternative
    /// with d unknowns has the weight exp(-(1 - lambda) strength d).
    /// </summary>
    /// <param name="strength">The penalty of one unknown at lambda = 0, in nats: at least 0, finite. 4 by default.</param>
    /// <param name="probability">p0, that of a component without a penalty: above 0 and below 1. 0.5 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength or the probability is outside its range.</exception>
    public static StructurePrior Penalised(double strength = 4, double probability = 0.5)
    {
        if (!(strength >= 0 && double.IsFinite(strength)))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "The penalty must be finite and at least 0.");
        }

        if (!(probability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability must be inside (0, 1).");
        }

        return new IndependentParts(FormattableString.Invariant(
            $"each unknown costs (1 - lambda) {strength} nats, a component without one has probability {probability}"))
        {
            OfComponent = (lambda, unknowns) => Math.Log(probability / (1 - probability)) - (1 - lambda) * strength * unknowns,
            OfAlternative = (lambda, unknowns) => -(1 - lambda) * strength * unknowns,
        };
    }

    /// <summary>The logarithm of the probability of each option of a part, given the options of all parts before.</summary>
    /// <param name="parts">All parts of the family.</param>
    /// <param name="chosen">The options of the parts before, one each: the part that is asked for follows them.</param>
    /// <param name="lambda">The parsimony: inside (0, 1).</param>
    /// <returns>One value an option; their exponentials add up to 1. -infinity rules an option out.</returns>
    public abstract IReadOnlyList<double> LogProbabilities(
        IReadOnlyList<StructurePart> parts, ReadOnlySpan<int> chosen, double lambda);

    /// <summary>The prior in words, by which one is told from another in files.</summary>
    public abstract override string ToString();

    /// <summary>Whether the options of a part are as probable whatever the others are.</summary>
    internal virtual bool HasIndependentParts => false;

    /// <summary>Draws a structure, part by part.</summary>
    internal Structure Draw(StructureLayout layout, double lambda, RandomStream random)
    {
        int[] chosen = new int[layout.Parts.Count];
        for (int part = 0; part < chosen.Length; part++)
        {
            IReadOnlyList<double> logs = LogProbabilities(layout.Parts, chosen.AsSpan(0, part), lambda);
            double left = random.NextUniform();
            while (chosen[part] < logs.Count - 1 && (left -= Math.Exp(logs[chosen[part]])) > 0)
            {
                chosen[part]++;
            }
        }

        return layout.Of(chosen);
    }

    /// <summary>ln p(M | lambda).</summary>
    internal double LogProbability(StructureLayout layout, Structure structure, double lambda)
    {
        int[] chosen = layout.OptionsOf(structure);
        double sum = 0;
        for (int part = 0; part < chosen.Length; part++)
        {
            sum += LogProbabilities(layout.Parts, chosen.AsSpan(0, part), lambda)[chosen[part]];
        }

        return sum;
    }

    /// <summary>
    /// The log odds of yes of every decision, given those before it: at most <see cref="Certain"/> either way, which is also
    /// what a decision has that is forbidden or forced.
    /// </summary>
    internal void LogOdds(StructureLayout layout, Structure structure, double lambda, Span<double> odds)
    {
        int[] chosen = layout.OptionsOf(structure);
        for (int part = 0, decision = 0; part < chosen.Length; part++)
        {
            double[] logs = [.. LogProbabilities(layout.Parts, chosen.AsSpan(0, part), lambda)];
            for (int step = 0; step < logs.Length - 1; step++, decision++)
            {
                double further = LogSum.Of(logs.AsSpan(step + 1)) - logs[step];
                bool isForbidden = !layout.IsFree(structure, decision) || double.IsNaN(further);
                odds[decision] = isForbidden ? -Certain : Math.Clamp(further, -Certain, Certain);
            }
        }
    }

    /// <summary>Parts that know nothing of each other.</summary>
    private sealed record IndependentParts(string Text) : StructurePrior
    {
        /// <summary>The log odds of a component, by lambda and the number of its unknowns.</summary>
        public required Func<double, int, double> OfComponent { get; init; }

        /// <summary>The log weight of an alternative, by lambda and the number of its unknowns.</summary>
        public Func<double, int, double> OfAlternative { get; init; } = (_, _) => 0;

        internal override bool HasIndependentParts => true;

        public override IReadOnlyList<double> LogProbabilities(
            IReadOnlyList<StructurePart> parts, ReadOnlySpan<int> chosen, double lambda)
        {
            StructurePart part = parts[chosen.Length];
            double[] weights = part.CountsCopies ? OfCopies(part, lambda) : OfAlternatives(part, lambda);
            double total = LogSum.Of(weights);
            return [.. weights.Select(weight => weight - total)];
        }

        public override string ToString() => Text;

        private double[] OfCopies(StructurePart part, double lambda)
        {
            double logOdds = OfComponent(lambda, part.Options[1].Unknowns - part.Options[0].Unknowns);
            return
            [
                .. Enumerable.Range(0, part.Options.Count)
                    .Select(copies => SpecialFunctions.BinomialLn(part.Decisions, copies) + copies * logOdds),
            ];
        }

        private double[] OfAlternatives(StructurePart part, double lambda) =>
            [.. part.Options.Select(option => OfAlternative(lambda, option.Unknowns))];
    }
}
