using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Gpu.Tests.Engine;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Variational;
using BayesMeasure.Variational;

namespace BayesMeasure.Gpu.Tests.Selections;

/// <summary>The guides of selections on a device are those of the host.</summary>
public class DeviceSelectionTests(EmulatedEngine emulated) : IClassFixture<EmulatedEngine>
{
    // Sums are rounded otherwise, and a walk of Adam carries that on.
    private const double Tolerance = 1e-6;

    private static readonly VariationalInference Settings = new()
    {
        Family = GuideFamily.MeanField,
        Schedule = Schedule.GrowingBatch(new(0.05, 2, 60), 3),
    };

    private static readonly SelectionProblem[] Problems =
        [new MovingPeaks(1, 8).Problem(), new MovingPeaks(2, 8).Problem(), new MovingPeaks(3, 5).Problem()];

    [Fact]
    public void Guides_are_those_of_the_host()
    {
        IReadOnlyList<SelectionGuide> host = Settings.Select(Problems);
        IReadOnlyList<SelectionGuide> device = (Settings with { Engine = emulated.Engine }).Select(Problems);
        AssertEqual(host, device, Tolerance);
    }

    /// <summary>Stages that end where the bound stands, other draws of a step, no shutting of gates.</summary>
    [Fact]
    public void Settings_are_those_of_the_host()
    {
        VariationalInference[] all =
        [
            Settings with { Seed = 7, EndsEarly = false, FollowsNoise = false },
            Settings with { LeastSelection = 0, Schedule = Schedule.GrowingBatch(new(0.03, 3, 40), 2) },
            Settings with { FirstTemperature = 0.6, LastTemperature = 0.3, LeastSelection = 0.2 },
        ];
        Assert.All(all, settings => AssertEqual(
            settings.Select(Problems), (settings with { Engine = emulated.Engine }).Select(Problems), Tolerance));
    }

    [Fact]
    public void A_problem_has_the_same_bits_among_others_as_alone()
    {
        VariationalInference settings = Settings with { Engine = emulated.Engine };
        IReadOnlyList<SelectionGuide> together = settings.Select(Problems);
        AssertEqual([settings.Select([Problems[2]])[0]], [together[2]], 0);
    }

    [Fact]
    public void Problems_that_do_not_fit_together_go_one_after_the_other()
    {
        using GpuEngine small = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu, Memory = 40_000 });
        IReadOnlyList<SelectionGuide> parted = (Settings with { Engine = small }).Select(Problems);
        AssertEqual((Settings with { Engine = emulated.Engine }).Select(Problems), parted, 0);
    }

    [Fact]
    public void A_problem_that_does_not_fit_at_all_is_refused()
    {
        using GpuEngine small = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu, Memory = 1000 });
        var error = Assert.Throws<NotSupportedException>(() => (Settings with { Engine = small }).Select(Problems));
        Assert.Contains("Offer fewer columns", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_that_diverges_costs_its_problem_alone()
    {
        SelectionProblem broken = Problems[1] with
        {
            Columns = [.. Problems[1].Columns.Select(column => column with { Scale = 1e200 })],
        };
        IReadOnlyList<SelectionGuide> guides =
            (Settings with { Engine = emulated.Engine }).Select([Problems[0], broken, Problems[2]]);
        Assert.Contains("diverged", guides[1].Divergence, StringComparison.Ordinal);
        AssertEqual(Settings.Select([Problems[0], Problems[2]]), [guides[0], guides[2]], Tolerance);
    }

    private static void AssertEqual(
        IReadOnlyList<SelectionGuide> expected, IReadOnlyList<SelectionGuide> found, double tolerance)
    {
        foreach ((SelectionGuide one, SelectionGuide other) in expected.Zip(found))
        {
            Assert.Null(other.Divergence);
            Assert.Equal(one.Steps, other.Steps);
            Assert.Equal(one.Bound, other.Bound, tolerance * Math.Abs(one.Bound));
            AssertNear(one.Means, other.Means, tolerance);
            AssertNear(one.Deviations, other.Deviations, tolerance);
            AssertNear(one.Logits, other.Logits, tolerance);
        }
    }

    private static void AssertNear(IReadOnlyList<double> expected, IReadOnlyList<double> found, double tolerance)
    {
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= tolerance * (1 + Math.Abs(expected[i])),
                $"Number {i}: {expected[i]:R} and {found[i]:R}.");
        }
    }
}
