using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Schedules: the degrees that they have, and those that they refuse.</summary>
public class ScheduleTests
{
    private static readonly ScheduleStage First = new(LearningRate: 0.1, Batch: 32, Steps: 40);

    /// <summary>The three schedules of the published experiments fall alike, by 1/sqrt(2) a stage.</summary>
    [Fact]
    public void The_published_schedules_fall_alike()
    {
        Schedule decay = Schedule.DecayingRate(First, 5);
        Schedule batch = Schedule.GrowingBatch(First, 5);
        Schedule hybrid = Schedule.Hybrid(First, 5);
        Assert.Equal([32, 64, 128, 256, 512], batch.Stages.Select(stage => stage.Batch));
        Assert.Equal([32, 48, 72, 108, 162], hybrid.Stages.Select(stage => stage.Batch));
        for (int m = 0; m < 5; m++)
        {
            double degree = Math.Pow(0.5, 0.5 * m);
            Assert.Equal(degree, Relative(decay, m), 12);
            Assert.Equal(degree, Relative(batch, m), 12);
            Assert.Equal(degree, Relative(hybrid, m), 12);
            Assert.Equal(1, Relative(Schedule.Constant(First, 5), m), 12);
        }
    }

    [Fact]
    public void Evaluations_are_those_of_all_steps() =>
        Assert.Equal(40 * (32 + 64 + 128), Schedule.GrowingBatch(First, 3).Evaluations);

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    [InlineData(0.0)]
    public void A_polynomial_path_may_be_shared_between_rate_and_batch(double rateShare)
    {
        Schedule schedule = Schedule.Polynomial(First, 6, power: 0.7, rateShare);
        IReadOnlyList<double> path = Degree.PolynomialPath(1, 6, 0.7);
        Assert.All(Enumerable.Range(0, 6), m => Assert.Equal(path[m], Relative(schedule, m), 12));
        Assert.Equal(rateShare == 1, schedule.Stages[5].Batch == 32);
    }

    [Fact]
    public void A_cosine_falls_from_the_first_rate_to_almost_nothing()
    {
        IReadOnlyList<ScheduleStage> stages = Schedule.Cosine(First, 4).Stages;
        Assert.Equal(0.1, stages[0].LearningRate, 15);
        Assert.Equal(0.05, stages[2].LearningRate, 15);
        Assert.Equal(0.05 * (1 + Math.Cos(0.75 * Math.PI)), stages[3].LearningRate, 15);
    }

    [Theory]
    [InlineData(null, 1.0)]
    [InlineData(null, 0.3)]
    [InlineData(500, 0.3)]
    [InlineData(500, 0.0)]
    public void A_wanted_path_of_degrees_is_had_exactly(int? terms, double rateShare)
    {
        double[] path = [0.5, 0.4, 0.2, 0.15];
        Schedule schedule = Schedule.OfDegrees(path, noise: 12, batch: 5, steps: 10, rateShare, terms);
        Assert.Equal(path, schedule.Stages.Select(stage => Degree.Of(stage.LearningRate, 12, stage.Batch, terms)), Near);
    }

    /// <summary>What a trainer asks: twice the noise needs four times the draws, less where they are not put back.</summary>
    [Fact]
    public void The_batch_follows_the_noise_that_was_measured()
    {
        Schedule schedule = Schedule.DecayingRate(First, 3);
        Assert.Equal(32, schedule.BatchAt(1, planned: 7, measured: 7));
        Assert.Equal(128, schedule.BatchAt(1, planned: 7, measured: 14));
        Schedule finite = Schedule.OfDegrees([0.5, 0.4], noise: 7, batch: 32, steps: 10, terms: 200);
        int batch = finite.BatchAt(0, planned: 7, measured: 14);
        Assert.InRange(batch, 33, 127);
        Assert.Equal(0.5, Degree.Of(finite.Stages[0].LearningRate, 14, batch, 200), 2);
    }

    [Fact]
    public void What_makes_the_degree_grow_is_refused()
    {
        Assert.Contains("grow", Message(() => Schedule.DecayingRate(First, 5, kappa: 1.1)));
        Assert.Contains("grow", Message(() => Schedule.GrowingBatch(First, 5, lambda: 0.9)));
        Assert.Contains("grow", Message(() => Schedule.Hybrid(First, 5, kappa: 1.3, lambda: 1.5)));
        Assert.Contains("stage 1 to 2", Message(() => new Schedule([new(0.1, 8, 1), new(0.2, 8, 1)])));
        Assert.Contains("stage 1 to 2", Message(() => new Schedule([new(0.1, 8, 1), new(0.1, 7, 1)])));
        Assert.Contains("stage 2 to 3", Message(() => Schedule.OfDegrees([0.5, 0.4, 0.45], 1, 8, 1)));
        Assert.Equal(3, Schedule.Hybrid(First, 3, kappa: 1.2, lambda: 1.5).Stages.Count);
    }

    /// <summary>A batch that is rounded down does not hide that a step smooths more than the one before.</summary>
    [Fact]
    public void A_rounded_batch_that_makes_the_degree_grow_is_refused() =>
        Assert.Contains("stage", Message(() => Schedule.Hybrid(new(0.1, 1, 10), 4, kappa: 1.2, lambda: 1.45)));

    [Fact]
    public void What_is_no_stage_is_refused()
    {
        Assert.Contains("batch of stage 1", Message(() => Schedule.Constant(First with { Batch = 0 })));
        Assert.Contains("steps of stage 1", Message(() => Schedule.Constant(First with { Steps = 0 })));
        Assert.Contains("rate of stage 1", Message(() => Schedule.Constant(First with { LearningRate = 0 })));
        Assert.Contains("rate of stage 1", Message(() => Schedule.Constant(First with { LearningRate = double.NaN })));
        Assert.Contains("at least one stage", Message(() => new Schedule([])));
        Assert.Throws<ArgumentOutOfRangeException>("stages", () => Schedule.Constant(First, 0));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => Schedule.Polynomial(First, 5, power: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>("rateShare", () => Schedule.Polynomial(First, 5, rateShare: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(
            "batch", () => Schedule.OfDegrees([1, 0.1], 1, 8, 1, rateShare: 0, terms: 100));
        Assert.Contains("batch of stage 1 is 100, but the objective has 64", Message(() => new([new(0.1, 100, 1)], terms: 64)));
    }

    private static string Message(Func<Schedule> make) => Assert.ThrowsAny<ArgumentException>(make).Message;

    private static double Relative(Schedule schedule, int m) =>
        Degree.Of(schedule.Stages[m].LearningRate, 1, schedule.Stages[m].Batch)
        / Degree.Of(schedule.Stages[0].LearningRate, 1, schedule.Stages[0].Batch);

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-12;
}
