using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Objectives whose batches one function averages, and schedules that give each stage as many gradients.</summary>
public class BatchFunctionTests
{
    private const int Terms = 50;

    private static readonly double[] Targets = [.. Enumerable.Range(0, Terms).Select(i => Math.Sin(i))];

    /// <summary>(x - t_i)^2 + y t_i: term by term.</summary>
    private static readonly StochasticObjective Single = StochasticObjective.OfTerms(["x", "y"], Terms, Term);

    /// <summary>The same terms, averaged batch by batch.</summary>
    private static readonly StochasticObjective Batched = StochasticObjective.OfBatches(["x", "y"], Terms, Mean);

    [Fact]
    public void Batches_of_a_function_are_those_of_its_terms()
    {
        var descent = new ImplicitGraduation(Schedule.Hybrid(new(0.1, 4, 30), 5)) { Seed = 7 };
        GraduatedRun terms = descent.Run(Single, [2, 1]);
        GraduatedRun batches = descent.Run(Batched, [2, 1]);
        Assert.Equal(terms.Point[0], batches.Point[0], 1e-12);
        Assert.Equal(terms.Point[1], batches.Point[1], 1e-12);
        Assert.Equal(terms.Evaluations, batches.Evaluations);
        GradientNoise expected = GradientNoise.Of(Single, [[2, 1]]);
        GradientNoise actual = GradientNoise.Of(Batched, [[2, 1]]);
        Assert.Equal(expected.Variance, actual.Variance, 1e-12);
        Assert.Equal(expected.Curvature, actual.Curvature, 1e-6);
        GradientCheck.Require(Batched, [2, 1]);
    }

    [Fact]
    public void A_gradient_that_is_no_number_is_refused_by_batch_and_parameter()
    {
        StochasticObjective half = StochasticObjective.OfBatches(["x", "y"], Terms, (terms, x, gradient) => gradient[0] = x[0]);
        var descent = new ImplicitGraduation(Schedule.Constant(new(0.1, 3, 1)));
        string message = Assert.Throws<NotFiniteNumberException>(() => descent.Run(half, [1, 1])).Message;
        Assert.Contains("a batch of 3 terms", message, StringComparison.Ordinal);
        Assert.Contains("'y' is NaN", message, StringComparison.Ordinal);
        StochasticObjective infinite = StochasticObjective.OfBatches(["x"], Terms, (terms, x, gradient) =>
        {
            gradient[0] = 0;
            return double.PositiveInfinity;
        });
        message = Assert.Throws<NotFiniteNumberException>(() => descent.Run(infinite, [1])).Message;
        Assert.Contains("The value of a batch", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => StochasticObjective.OfBatches([], Terms, Mean));
        Assert.Throws<ArgumentOutOfRangeException>(() => StochasticObjective.OfBatches(["x"], 0, Mean));
    }

    [Fact]
    public void Stages_of_as_many_gradients_have_fewer_steps_of_larger_batches()
    {
        Schedule schedule = Schedule.GrowingBatch(new(0.1, 16, 7), 5).WithEvaluations(12_000);
        Assert.Equal([750, 375, 188, 94, 47], schedule.Stages.Select(stage => stage.Steps));
        Assert.Equal([16, 32, 64, 128, 256], schedule.Stages.Select(stage => stage.Batch));
        Assert.Equal(1, schedule.WithEvaluations(3).Stages[^1].Steps);
        Assert.Throws<ArgumentOutOfRangeException>(() => schedule.WithEvaluations(0));
    }

    private static double Term(int term, ReadOnlySpan<double> x, Span<double> gradient)
    {
        double target = Targets[term];
        gradient[0] = 2 * (x[0] - target);
        gradient[1] = target;
        return (x[0] - target) * (x[0] - target) + x[1] * target;
    }

    private static double Mean(ReadOnlySpan<int> terms, ReadOnlySpan<double> x, Span<double> gradient)
    {
        double value = 0;
        Span<double> one = stackalloc double[2];
        gradient.Clear();
        foreach (int term in terms)
        {
            value += Term(term, x, one) / terms.Length;
            gradient[0] += one[0] / terms.Length;
            gradient[1] += one[1] / terms.Length;
        }

        return value;
    }
}
