using BayesMeasure.Comparison;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Amortized.Tests.Structures;

public class ComponentFamilyTests
{
    private static readonly ForwardModel Constant = ForwardModel.Function((double x, double height) => height);
    private static readonly ForwardModel Slope = ForwardModel.Function((double x, double slope) => slope * x);
    private static readonly Prior Height = new() { ["height"] = Prior.Normal(0, 2) };
    private static readonly Prior Steepness = new() { ["slope"] = Prior.Normal(0, 2) };

    [Fact]
    public void A_curve_is_a_function_of_seed_step_and_index()
    {
        StructureFamily family = MixedFamily.Of();
        SimulatedCurve[] Curves(long step) => SimulationPurpose.Training.Simulate(family, seed: 7, step, count: 5);
        Assert.Equal(Curves(3).Select(one => one.Curve.Y), Curves(3).Select(one => one.Curve.Y));
        Assert.NotEqual(Curves(3)[0].Curve.Y, Curves(4)[0].Curve.Y);
        Assert.Distinct(Curves(3).Select(one => one.Curve.Y[0]));
        SimulatedCurve judged = SimulationPurpose.Judgement.Simulate(family, seed: 7, step: 3, count: 1)[0];
        Assert.NotEqual(Curves(3)[0].Curve.Y, judged.Curve.Y);
    }

    /// <summary>A constant of variance 4, a slope of variance 4 x^2 and noise of variance 1/4, and so has y.</summary>
    [Fact]
    public void Curves_have_the_variance_of_their_models()
    {
        const int Curves = 4000;
        StructureFamily family = Lines();
        Structure both = family.StructureOf("on", "on");
        double[] last =
            [.. Enumerable.Range(0, Curves).Select(i => family.Simulate(both, new(seed: 2, chain: 0, replica: i)).Y[^1])];
        double expected = 4 + 4 * 4 + 0.25;
        double error = expected * Math.Sqrt(2.0 / Curves);
        Assert.InRange(last.Average(y => y * y), expected - 4 * error, expected + 4 * error);
    }

    [Fact]
    public void The_posterior_is_that_of_a_comparison()
    {
        StructureFamily family = Lines();
        Measurement curve = family.Simulate(family.StructureOf("off", "on"), new(seed: 1, chain: 0, replica: 0));
        StructureDistribution found = family.Posterior(curve, 0.5, new ConjugateLinear { Draws = 2 });
        var models = new ModelFamily(
            Candidate("level", Constant, Height),
            Candidate("trend", Slope, Steepness),
            Candidate("level, trend", Constant + Slope, Height + Steepness));
        ModelComparison compared = models.Compare(curve, new ConjugateLinear { Draws = 2 });
        double none = found.Structures.Single(one => one.Name == "none").Probability;
        Assert.All(compared.Models, model => Assert.Equal(
            model.Probability * (1 - none), found.Structures.Single(one => one.Name == model.Name).Probability, 9));
        double misfit = curve.Y.Sum(y => -0.5 * y * y / 0.25 - Math.Log(0.5) - 0.5 * Math.Log(2 * Math.PI));
        Assert.Equal(misfit, family.EvidenceOf(curve, new ConjugateLinear()).Of(new(0)).LogEvidence, 9);
    }

    [Fact]
    public void A_family_of_models_converts()
    {
        var models = new ModelFamily(Candidate("level", Constant, Height), Candidate("trend", Slope, Steepness));
        StructureFamily family = StructureFamily.Of(models, CurveDesign.Fixed(Points));
        Measurement curve = family.Simulate(family.StructureOf("trend"), new(seed: 1, chain: 0, replica: 0));
        ModelComparison compared = models.Compare(curve, new ConjugateLinear { Draws = 2 });
        StructureDistribution found = family.Posterior(curve, 0.5, new ConjugateLinear { Draws = 2 });
        Assert.All(compared.Models.Zip(found["model"]), pair => Assert.Equal(pair.First.Probability, pair.Second, 9));
    }

    [Fact]
    public void Alternatives_may_be_noises()
    {
        StructureFamily family = StructureFamily.Of(CurveDesign.Fixed(Points),
        [
            StructurePart.OneOf(
                "noise",
                new StructureOption("small", Noise: GaussianNoise.Known(0.01)),
                new StructureOption("large", Noise: GaussianNoise.Known(10))),
        ]);
        Assert.True(family.Simulate(family.StructureOf("small"), new(1, 0, 0)).YRange.Length < 0.1);
        Assert.True(family.Simulate(family.StructureOf("large"), new(1, 0, 0)).YRange.Length > 1);
        Assert.Contains("told once", Assert.Throws<ArgumentException>(() => StructureFamily.Of(
            CurveDesign.Fixed(Points), family.Parts, GaussianNoise.Known(1))).Message);
        Assert.Contains("told once", Assert.Throws<ArgumentException>(() => StructureFamily.Of(
            CurveDesign.Fixed(Points), MixedFamily.Parts)).Message);
    }

    [Fact]
    public void Templates_are_curves_of_the_component_alone()
    {
        StructureFamily family = MixedFamily.Of();
        double[] line = family.TemplatesOf(0, MixedFamily.Grid)[0];
        double slope = line[^1] / MixedFamily.Grid.X[^1];
        Assert.All(line.Zip(MixedFamily.Grid.X), point => Assert.Equal(slope * point.Second, point.First, 9));
        Assert.All(Enumerable.Range(1, 3), decision =>
            Assert.All(family.TemplatesOf(decision, MixedFamily.Grid), peak => Assert.All(peak, y => Assert.True(y >= 0))));
        Assert.All(family.TemplatesOf(4, MixedFamily.Grid), offset => Assert.Equal(offset[0], offset[^1]));
    }

    [Fact]
    public void A_drawn_design_is_drawn_for_each_curve()
    {
        CurveDesign design = CurveDesign.Drawn("10 to 20 points", random =>
        {
            int count = 10 + random.NextInteger(11);
            return new(Enumerable.Range(0, count).Select(i => (double)i), new double[count]);
        });
        Assert.Null(design.Points);
        StructureFamily family = StructureFamily.Of(
            design, [StructurePart.Optional("level", Constant, Height)], GaussianNoise.Known(1));
        int[] counts = [.. SimulationPurpose.Training.Simulate(family, 1, 0, 50).Select(one => one.Curve.Count)];
        Assert.All(counts, count => Assert.InRange(count, 10, 20));
        Assert.True(counts.Distinct().Count() > 5);
    }

    [Fact]
    public void A_simulator_that_fails_is_named_with_its_structure()
    {
        StructurePart[] parts = [StructurePart.Optional("spike")];
        CurveDesign design = CurveDesign.Fixed(Points);
        StructureFamily throwing = StructureFamily.Simulated(
            design, parts, (structure, _, _) => throw new ArithmeticException("no convergence"));
        StructureFamily wild = StructureFamily.Simulated(design, parts, (_, points, _) => [.. points.X.Select(_ => double.NaN)]);
        StructureFamily shorter = StructureFamily.Simulated(design, parts, (_, _, _) => [1]);
        string Fault(StructureFamily family) => Assert.Throws<InvalidOperationException>(() =>
            family.Simulate(family.StructureOf("on"), new RandomStream(1, 0, 0))).Message;
        Assert.Equal("The simulator of \"structures\" threw ArithmeticException for \"spike\": no convergence", Fault(throwing));
        Assert.Equal("The simulator of \"structures\" gave for \"spike\" a value that is no number.", Fault(wild));
        Assert.Equal("The simulator of \"structures\" gave for \"spike\" other than 20 values.", Fault(shorter));
        Assert.Contains("tells no evidence", Assert.Throws<NotSupportedException>(() => wild.EvidenceOf(Points)).Message);
    }

    [Fact]
    public void A_model_that_is_no_number_is_named_with_its_parameters()
    {
        ForwardModel root = ForwardModel.Function((double x, double shift) => Math.Sqrt(x - shift));
        StructureFamily family = StructureFamily.Of(
            CurveDesign.Fixed(Points),
            [StructurePart.Optional("root", root, new Prior { ["shift"] = Prior.Normal(0, 1) })],
            GaussianNoise.Known(1));
        string[] faults = [.. Enumerable.Range(0, 50).Select(i => Record.Exception(() =>
            family.Simulate(family.StructureOf("on"), new RandomStream(1, 0, i)))?.Message).OfType<string>()];
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.StartsWith("\"root\" of \"structures\" cannot be simulated at root.shift = ", fault));
    }

    [Fact]
    public void Too_many_structures_are_not_gone_through()
    {
        StructureFamily family = StructureFamily.Linear(ColumnFamily.Grid, [.. Enumerable.Range(0, 21).Select(
            i => StructurePart.Optional($"column {i}", ColumnFamily.Model(x => Math.Cos(i * x))))]);
        Measurement curve = family.Simulate(new(0), new(1, 0, 0));
        Assert.Contains("too many", Assert.Throws<NotSupportedException>(() => family.Posterior(curve, 0.5)).Message);
    }

    private static Measurement Points { get; } = new(Enumerable.Range(1, 20).Select(i => i / 10.0), new double[20]);

    private static StructureFamily Lines() => StructureFamily.Of(
        CurveDesign.Fixed(Points),
        [StructurePart.Optional("level", Constant, Height), StructurePart.Optional("trend", Slope, Steepness)],
        GaussianNoise.Known(0.5));

    private static Candidate Candidate(string name, ForwardModel model, Prior prior) =>
        new(name, Components: null, model, GaussianNoise.Known(0.5), prior);
}
