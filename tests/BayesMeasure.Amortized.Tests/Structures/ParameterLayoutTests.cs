using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Tests.Structures;

public class ParameterLayoutTests
{
    private static readonly StructureFamily Family = MixedFamily.Of();

    /// <summary>The noise, a slope, three peaks of three unknowns, an offset, and bend and turn of a curved background.</summary>
    [Fact]
    public void Every_unknown_of_every_structure_has_one_slot()
    {
        ParameterLayout layout = Family.Parameters!;
        Assert.Equal(1 + 1 + 3 * 3 + 1 + 2, layout.Count);
        Assert.All(Family.Layout.All(), structure =>
        {
            string[] names = [.. layout.Names];
            Assert.Equal(
                Family.ParameterNamesOf(structure), layout.SlotsOf(structure).Select(slot => names[slot]));
        });
    }

    [Fact]
    public void Values_come_back_with_equal_components_in_order()
    {
        Structure structure = Family.StructureOf("on", "3", "curved");
        string[] names = [.. Family.ParameterNamesOf(structure)];
        int[] centers = [.. Enumerable.Range(1, 3).Select(i => Array.IndexOf(names, $"peak.center[{i}]"))];
        int[] widths = [.. Enumerable.Range(1, 3).Select(i => Array.IndexOf(names, $"peak.width[{i}]"))];
        double[] values = [.. names.Select((_, i) => 0.3 + 0.01 * i)];
        (values[centers[0]], values[centers[1]], values[centers[2]]) = (2.5, 0.5, 1.5);
        (values[widths[0]], values[widths[1]], values[widths[2]]) = (0.25, 0.05, 0.15);
        double[] there = Family.Parameters!.ToValues(structure, Family.Parameters.ToNormal(structure, values));
        Assert.Equal([0.5, 1.5, 2.5], centers.Select(position => Math.Round(there[position], 3)));
        Assert.Equal([0.05, 0.15, 0.25], widths.Select(position => Math.Round(there[position], 3)));
        int offset = Array.IndexOf(names, "noise");
        Assert.Equal(values[offset], there[offset], 1e-3);
    }

    [Fact]
    public void A_simulated_curve_tells_its_parameters()
    {
        SimulatedCurve[] curves = SimulationPurpose.Training.Simulate(Family, seed: 1, step: 0, count: 20);
        Assert.All(curves, one => Assert.Equal(Family.ParameterNamesOf(one.Structure).Count, one.Parameters.Count));
        StructureFamily columns = ColumnFamily.Of(4);
        SimulatedCurve[] exact = SimulationPurpose.Training.Simulate(columns, seed: 1, step: 0, count: 20);
        Assert.All(exact, one =>
        {
            double[] model = columns.Predict(one.Structure, one.Parameters, [.. ColumnFamily.Grid.X]);
            double misfit = one.Curve.Y.Zip(model, (y, f) => (y - f) * (y - f)).Average();
            Assert.InRange(misfit / (one.Parameters[^1] * one.Parameters[^1]), 0.3, 2.2);
        });
    }

    /// <summary>Sampled from the joint distribution, the truth has a uniform rank among exact draws.</summary>
    [Fact]
    public void Exact_draws_of_a_linear_family_are_calibrated()
    {
        const int Curves = 400;
        const int Draws = 99;
        StructureFamily family = ColumnFamily.Of(3);
        Structure structure = family.StructureOf("on", "off", "on");
        double[] sums = new double[3];
        double[] squares = new double[3];
        for (int i = 0; i < Curves; i++)
        {
            var random = new RandomStream(seed: 4, chain: 0, replica: i);
            SimulatedCurve one = family.Simulate(random);
            while (one.Structure != structure)
            {
                one = family.Simulate(random);
            }

            Func<RandomStream, double[]> exact = family.ExactParameters(one.Curve, structure)!;
            double[][] draws = [.. Enumerable.Range(0, Draws).Select(_ => exact(random))];
            for (int k = 0; k < 3; k++)
            {
                double rank = (draws.Count(draw => draw[k] < one.Parameters[k]) + 0.5) / (Draws + 1);
                sums[k] += rank - 0.5;
                squares[k] += (rank - 0.5) * (rank - 0.5) - 1.0 / 12;
            }
        }

        Assert.All(sums, sum => Assert.InRange(sum / Math.Sqrt(Curves / 12.0), -4, 4));
        Assert.All(squares, square => Assert.InRange(square / Math.Sqrt(Curves / 180.0), -4, 4));
    }

    [Fact]
    public void Exact_draws_of_a_structure_without_columns_are_of_the_noise_alone()
    {
        StructureFamily family = ColumnFamily.Of(2);
        Measurement curve = family.Simulate(new(0), new(1, 0, 0));
        Assert.Single(family.ExactParameters(curve, new(0))!(new(1, 0, 0)));
    }
}
