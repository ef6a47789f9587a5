using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Spectra;

namespace BayesMeasure.Tests.Optimization;

/// <summary>The score of a shape against the log likelihood with the component and without it.</summary>
public class MatchedFilterTests
{
    private const double Negligible = 0.1;

    [Fact]
    public void Under_Gaussian_noise_a_score_is_the_gain_of_the_log_density()
    {
        Posterior target = Nso3.WithPeaks(2);
        var searched = new SearchedTarget(target);
        var climb = new CurveClimb(target);
        MatchedFilter filter = searched.CreateFilters().Single();
        double[] values = [1.4, 150, 1.46, 0, 1, 1];
        climb.Evaluate(values);
        filter.Score(climb);
        ITargetState state = target.CreateState();
        state.Set(values);
        double before = state.LogLikelihood;
        double last = double.PositiveInfinity;
        for (int rank = 0; rank < 5; rank++)
        {
            int cell = filter.TakeBest();
            filter.Insert(searched.Components[1], cell, values);
            state.Set(values);
            double prior = Enumerable.Range(3, 3).Sum(i => target.Parameters[i].Prior.LogCoordinateDensity(
                values[i], target.Parameters[i].Prior.ToCoordinate(values[i])));

            // The tails that a cell leaves out are a thousandth of its height.
            Assert.InRange(filter.ScoreOf(cell) - (state.LogLikelihood - before + prior), -Negligible, Negligible);
            Assert.True(filter.ScoreOf(cell) <= last);
            last = filter.ScoreOf(cell);
        }
    }

    [Fact]
    public void Opposite_faces_of_a_cell_are_alike_wherever_the_prior_lies()
    {
        Posterior target = Nso3.WithPeaks(1);
        var searched = new SearchedTarget(target);
        var box = new ShapeBox(target, searched.Components[0], searched.Unknowns.Ranges, searched.Unknowns.Middle());
        var cells = new ShapeCells(box);
        Assert.InRange(cells.Count, 20, 1000);
        for (int cell = 0; cell < cells.Count; cell++)
        {
            Assert.True(double.IsFinite(cells.LogPrior(cell)));
            Assert.True(cells.AreAlike(cell, cell));
        }
    }
}
