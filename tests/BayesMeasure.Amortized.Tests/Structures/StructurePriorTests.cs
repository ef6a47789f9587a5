using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Tests.Structures;

public class StructurePriorTests
{
    private const double Lambda = 0.3;

    public static TheoryData<string> Priors => ["Bernoulli", "penalised", "sequential"];

    [Theory]
    [MemberData(nameof(Priors))]
    public void Probabilities_add_up_to_one(string name)
    {
        StructureFamily family = MixedFamily.Of(PriorOf(name));
        Assert.Equal(1, family.Layout.All().Sum(structure => Math.Exp(family.LogPrior(structure, Lambda))), 12);
    }

    [Theory]
    [MemberData(nameof(Priors))]
    public void Decision_by_decision_it_is_the_same(string name)
    {
        StructureFamily family = MixedFamily.Of(PriorOf(name));
        double[] odds = new double[family.Decisions];
        foreach (Structure structure in family.Layout.All())
        {
            family.Prior.LogOdds(family.Layout, structure, Lambda, odds);
            double sum = odds.Select((one, decision) => -double.LogP1(Math.Exp(structure.Has(decision) ? -one : one))).Sum();
            Assert.Equal(family.LogPrior(structure, Lambda), sum, 10);
        }
    }

    [Theory]
    [MemberData(nameof(Priors))]
    public void Draws_have_these_probabilities(string name)
    {
        const int Draws = 20_000;
        StructureFamily family = MixedFamily.Of(PriorOf(name));
        var random = new RandomStream(seed: 5, chain: 0, replica: 0);
        Dictionary<Structure, int> counts = Enumerable.Range(0, Draws).Select(_ => family.DrawPrior(Lambda, random))
            .CountBy(structure => structure).ToDictionary();
        Assert.All(family.Layout.All(), structure =>
        {
            double probability = Math.Exp(family.LogPrior(structure, Lambda));
            double error = Math.Sqrt(Draws * probability * (1 - probability));
            Assert.InRange(counts.GetValueOrDefault(structure) - Draws * probability, -4.5 * error - 1e-9, 4.5 * error + 1e-9);
        });
    }

    [Fact]
    public void The_number_of_equal_components_is_binomial()
    {
        StructureFamily family = MixedFamily.Of();
        double[] counts = [.. Enumerable.Range(0, 4).Select(count => family.Layout.All()
            .Where(structure => family.Layout.OptionOf(structure, 1) == count)
            .Sum(structure => Math.Exp(family.LogPrior(structure, Lambda))))];
        double[] binomial = [0.343, 3 * 0.147, 3 * 0.063, 0.027];
        Assert.All(counts.Zip(binomial), pair => Assert.Equal(pair.Second, pair.First, 12));
    }

    [Fact]
    public void Unknowns_are_paid_for()
    {
        StructureFamily family = MixedFamily.Of(StructurePrior.Penalised(strength: 2));
        double LogPrior(params string[] options) => family.LogPrior(family.StructureOf(options), Lambda);
        double cost = (1 - Lambda) * 2;
        Assert.Equal(-cost, LogPrior("on", "0", "flat") - LogPrior("off", "0", "flat"), 12);
        Assert.Equal(-3 * cost, LogPrior("off", "3", "flat") - LogPrior("off", "2", "flat") - Math.Log(1.0 / 3), 12);
        Assert.Equal(-2 * cost, LogPrior("off", "0", "curved") - LogPrior("off", "0", "flat"), 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Lambda_is_inside_0_and_1(double lambda)
    {
        StructureFamily family = MixedFamily.Of();
        Assert.Throws<ArgumentOutOfRangeException>(() => family.LogPrior(new(0), lambda));
        Assert.Throws<ArgumentOutOfRangeException>(() => family with { Lambda = new(lambda, 0.9) });
    }

    [Fact]
    public void A_penalty_and_a_probability_are_within_their_ranges()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StructurePrior.Penalised(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StructurePrior.Penalised(1, 1));
    }

    private static StructurePrior PriorOf(string name) => name switch
    {
        "Bernoulli" => StructurePrior.Bernoulli,
        "penalised" => StructurePrior.Penalised(1.5, 0.7),
        _ => new LineBringsCurvature(),
    };

    /// <summary>A prior of one's own: a background is curved where there is a line, and only there.</summary>
    private sealed record LineBringsCurvature : StructurePrior
    {
        public override IReadOnlyList<double> LogProbabilities(
            IReadOnlyList<StructurePart> parts, ReadOnlySpan<int> chosen, double lambda) => chosen.Length switch
            {
                0 => [Math.Log(1 - lambda), Math.Log(lambda)],
                1 => [.. Enumerable.Repeat(Math.Log(0.25), 4)],
                _ when chosen[0] == 1 => [double.NegativeInfinity, double.NegativeInfinity, 0],
                _ => [Math.Log(0.5), Math.Log(0.5), double.NegativeInfinity],
            };

        public override string ToString() => "a line brings curvature";
    }
}
