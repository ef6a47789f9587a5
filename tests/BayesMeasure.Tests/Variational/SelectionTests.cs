using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Variational;
using BayesMeasure.Variational;

namespace BayesMeasure.Tests.Variational;

/// <summary>Columns that may move are selected, many problems at once.</summary>
public class SelectionTests
{
    private static readonly VariationalInference Settings = new()
    {
        Family = GuideFamily.MeanField,
        Schedule = Schedule.GrowingBatch(new(0.05, 2, 200), 4),
    };

    private static readonly MovingPeaks[] Spectra = [.. Enumerable.Range(1, 6).Select(seed => new MovingPeaks((ulong)seed, 8))];

    [Fact]
    public void What_is_there_is_selected()
    {
        IReadOnlyList<SelectionGuide> guides = Settings.Select([.. Spectra.Select(one => one.Problem())]);
        foreach ((MovingPeaks spectrum, SelectionGuide guide) in Spectra.Zip(guides))
        {
            Assert.Null(guide.Divergence);
            Assert.Equal(spectrum.There, Enumerable.Range(0, spectrum.Count).Where(k => guide.Selection(k) > 0.5));
        }
    }

    [Fact]
    public void A_problem_is_answered_among_others_as_alone_on_any_number_of_threads()
    {
        SelectionProblem[] problems = [.. Spectra.Select(one => one.Problem())];
        IReadOnlyList<SelectionGuide> together = (Settings with { Threads = 2 }).Select(problems);
        for (int i = 0; i < problems.Length; i++)
        {
            SelectionGuide alone = (Settings with { Threads = 1 }).Select([problems[i]])[0];
            Assert.Equal(alone.Means, together[i].Means);
            Assert.Equal(alone.Deviations, together[i].Deviations);
            Assert.Equal(alone.Logits, together[i].Logits);
        }
    }

    /// <summary>The general inference finds the same guide, but for the deviations at which it begins.</summary>
    [Fact]
    public void The_guide_is_that_of_its_target()
    {
        SelectionProblem problem = Spectra[0].Problem();
        SelectionGuide guide = Settings.Select([problem])[0];
        double[] start = new double[problem.Coordinates + problem.Columns.Count];
        foreach ((int k, SelectionColumn column) in problem.Columns.Index())
        {
            (start[3 * k], start[3 * k + 1]) = (column.StartSelection, column.StartHeight);
        }

        Result result = Settings.RunFrom(problem.ToTarget(), start);
        IReadOnlyList<double> mean = ((VariationalReport)result.Report).Stages[^1].Point;
        Assert.Equal(mean.Count, guide.Values().Length);
        foreach (int k in Spectra[0].There)
        {
            Assert.Equal(mean[3 * k], guide.Values()[3 * k], 0.01);
            Assert.Equal(mean[3 * k + 1], guide.Values()[3 * k + 1], 0.02);
        }
    }

    /// <summary>Deviations of the start are one over the root of the curvature, by differences of slopes.</summary>
    [Fact]
    public void A_guide_begins_with_the_curvature_of_each_coordinate()
    {
        SelectionProblem problem = Spectra[1].Problem();
        (double[] means, double[] deviations) = problem.Start();
        ILogLikelihoodGradient likelihood = problem.ToTarget().CreateGradient()!;
        for (int i = 0; i < means.Length; i++)
        {
            const double Step = 1e-4;
            double curvature = (Slope(i, -Step) - Slope(i, Step)) / (2 * Step);
            double expected = curvature > 0 ? Math.Min(0.3, 1 / Math.Sqrt(curvature)) : 0.3;
            Assert.Equal(expected, deviations[i], 1e-5);
        }

        double Slope(int coordinate, double step)
        {
            double[] values = new double[problem.Coordinates + problem.Columns.Count];
            double[] slopes = new double[values.Length];
            int place = coordinate < 16 ? 3 * (coordinate / 2) + 1 + coordinate % 2 : coordinate + 8;
            for (int k = 0; k < problem.Columns.Count; k++)
            {
                (values[3 * k], values[3 * k + 1]) = (problem.Columns[k].StartSelection, problem.Columns[k].StartHeight);
            }

            bool isHeight = coordinate < 16 && coordinate % 2 == 0;
            values[place] = isHeight ? values[place] * Math.Exp(step) : values[place] + step;
            likelihood.Evaluate(values, slopes);
            double mean = coordinate < 16 ? 0 : problem.SharedMoves[coordinate - 16].Mean;
            return isHeight
                ? slopes[place] * values[place] + 1 - values[place] * values[place]
                : slopes[place] - (values[place] - mean);
        }
    }

    [Fact]
    public void Draws_are_those_of_the_guide()
    {
        SelectionProblem problem = Spectra[2].Problem();
        SelectionGuide guide = Settings.Select([problem])[0];
        RandomStream random = new(1, chain: 0, replica: 0);
        const int Count = 4000;
        double[] values = new double[guide.Values().Length];
        double[] sums = new double[values.Length];
        for (int draw = 0; draw < Count; draw++)
        {
            random.BeginSweep(draw);
            guide.Draw(random, values);
            for (int i = 0; i < values.Length; i++)
            {
                bool isHeight = i < 24 && i % 3 == 1;
                sums[i] += (isHeight ? Math.Log(values[i]) : values[i]) / Count;
            }
        }

        for (int k = 0; k < 8; k++)
        {
            double open = guide.Selection(k);
            Assert.Equal(open, sums[3 * k], 4 * Math.Sqrt(open * (1 - open) / Count) + 1e-12);
            Assert.Equal(guide.Means[2 * k], sums[3 * k + 1], 4 * guide.Deviations[2 * k] / Math.Sqrt(Count));
        }
    }

    [Fact]
    public void A_full_rank_guide_and_a_broken_problem_are_refused()
    {
        SelectionProblem problem = Spectra[0].Problem();
        Refused(() => (Settings with { Family = GuideFamily.FullRank }).Select([problem]), "independent coordinates");
        Refused(() => Settings.Select([problem with { Projections = new double[3] }]), "need 32 projections");
        Refused(() => Settings.Select([problem with { LeastLevel = 0 }]), "above 0");
        Refused(
            () => Settings.Select([problem with { Columns = [.. problem.Columns.Take(7), new(0, 1, 1, 1)] }]), "Column 8");
    }

    private static void Refused(Action act, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
}
