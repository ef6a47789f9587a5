using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Optimization;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>The check of niceness on functions of which it is known.</summary>
public class SigmaNiceCheckTests
{
    private static readonly CosineSum Rastrigin = new([0.0]);

    /// <summary>x^2 - 10 cos 2 pi x is convex when smoothed to more than 0.517, and then around a minimum alone.</summary>
    [Fact]
    public void A_stage_that_is_not_convex_fails()
    {
        IReadOnlyList<SigmaNiceStage> stages =
            new SigmaNiceCheck([1, 0.8, 0.6, 0.45]) { Draws = null }.Run(Rastrigin.Objective, [2.3]);
        Assert.Equal(
            [SigmaNiceVerdict.Holds, SigmaNiceVerdict.Holds, SigmaNiceVerdict.Holds, SigmaNiceVerdict.Fails],
            stages.Select(stage => stage.Verdict));
        Assert.All(stages, stage => Assert.Equal(0, stage.Minimum[0], 1e-5));
        Assert.Equal(Rastrigin.Curvature(0.5, 0.6), stages[2].Curvature.Value, 0.1);
        Assert.True(stages[3].Curvature.Value < 0);
    }

    /// <summary>Close enough to the minimum each smoothing is convex.</summary>
    [Fact]
    public void The_radius_is_what_is_asked_about() => Assert.All(
        new SigmaNiceCheck([1, 0.6, 0.3, 0.1]) { Draws = null, Radius = 0.5 }.Run(Rastrigin.Objective, [2.3]),
        stage => Assert.Equal(SigmaNiceVerdict.Holds, stage.Verdict));

    /// <summary>A minimum that moves further than the smoothing shrinks: (x - 5 s^2)^2 is convex, but not nice.</summary>
    [Fact]
    public void A_minimum_that_runs_away_fails()
    {
        StochasticObjective parabola = StochasticObjective.OfFunction(
            ["a"], (x, gradient) => x[0] * (gradient[0] = 2 * x[0]) / 2);
        StochasticObjective objective = parabola with
        {
            Smoothing = (x, degree, gradient) =>
            {
                double distance = x[0] - 5 * degree * degree;
                gradient[0] = 2 * distance;
                return distance * distance;
            },
        };
        IReadOnlyList<SigmaNiceStage> stages = new SigmaNiceCheck([1, 0.9, 0.05]) { Draws = null }.Run(objective, [0.0]);
        Assert.Equal(0.95, stages[1].Shift.Value, 1e-6);
        Assert.Equal(SigmaNiceVerdict.Fails, stages[1].Verdict);
        Assert.Equal(2, stages[1].Curvature.Value, 1e-4);
    }

    [Fact]
    public void Draws_decide_where_they_can()
    {
        var shallow = new CosineSum([-0.23, 0.23]);
        double[] path = [1, 0.6, 0.25];
        var check = new SigmaNiceCheck(path) { Draws = 4000, Radius = 2, Probes = 4 };
        IReadOnlyList<SigmaNiceStage> many = check.Run(shallow.Objective, [2.3]);
        Assert.Equal(SigmaNiceVerdict.Holds, many[0].Verdict);
        Assert.Equal(SigmaNiceVerdict.Fails, many[2].Verdict);
        Assert.Equal(2, many[0].Curvature.Value, 5 * many[0].Curvature.StandardError);
        IReadOnlyList<SigmaNiceStage> few = new SigmaNiceCheck([0.4]) { Draws = 20 }.Run(shallow.Objective, [0.1]);
        Assert.Equal(SigmaNiceVerdict.Undecided, few[0].Verdict);
    }

    [Fact]
    public void What_cannot_be_checked_is_refused()
    {
        Assert.Throws<ArgumentException>("degrees", () => new SigmaNiceCheck([1, 2]).Run(Rastrigin.Objective, [1.0]));
        Assert.Throws<ArgumentOutOfRangeException>("Radius", () =>
            (new SigmaNiceCheck([1]) with { Radius = -1 }).Run(Rastrigin.Objective, [1.0]));
        Assert.Throws<ArgumentException>("start", () => new SigmaNiceCheck([1]).Run(Rastrigin.Objective, [1.0, 2.0]));
    }
}
