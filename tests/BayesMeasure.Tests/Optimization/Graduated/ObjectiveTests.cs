using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Problems.Optimization;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Objectives of one's own: what they are made of, and what is refused, by term and parameter.</summary>
public class ObjectiveTests
{
    private static readonly double[] Point = [0.3, -1.2];

    [Fact]
    public void The_mean_is_that_of_the_terms()
    {
        var sum = new CosineSum([0.1, -0.2, 0.35], dimension: 2);
        double[] terms = new double[2];
        double[] closed = new double[2];
        double value = sum.Terms.Evaluate(Point, terms);
        Assert.Equal(sum.Objective.Evaluate(Point, closed), value, 10);
        Assert.Equal(closed[0], terms[0], 10);
        Assert.Equal(closed[1], terms[1], 10);
    }

    /// <summary>E |x - z|^2 over normal z is |x|^2 + d; the fixed draws give it to their error.</summary>
    [Fact]
    public void An_expectation_has_fixed_draws()
    {
        StochasticObjective objective = StochasticObjective.OfDraws(["a", "b"], (random, x, gradient) =>
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double distance = x[i] - random.NextNormal();
                sum += distance * distance;
                gradient[i] = 2 * distance;
            }

            return sum;
        });
        double[] gradient = new double[2];
        double value = objective.Evaluate(Point, gradient);
        Assert.Null(objective.Terms);
        Assert.Equal(value, objective.Evaluate(Point, gradient));
        Assert.Equal(0, value - (0.09 + 1.44 + 2), 5 * Math.Sqrt((4 + 4 * (0.09 + 1.44)) / 4096));
        Assert.Equal(0.6, gradient[0], 5 * 2 / Math.Sqrt(4096));
    }

    [Fact]
    public void A_term_that_is_no_number_is_named()
    {
        StochasticObjective value = OfTerms((term, gradient) => term == 2 ? double.NaN : 1);
        StochasticObjective slope = OfTerms((term, gradient) => gradient[1] = term == 3 ? double.PositiveInfinity : 0);
        Assert.Contains("term 2 is NaN", Fault(value));
        Assert.Contains("term 3 by 'b'", Fault(slope));
    }

    [Fact]
    public void A_gradient_of_the_wrong_length_is_named()
    {
        StochasticObjective shorter = StochasticObjective.OfTerms(["a", "b"], 4, (term, _, gradient) => gradient[0] = 1);
        StochasticObjective longer = OfTerms((_, gradient) =>
        {
            new double[3].CopyTo(gradient);
            return 0;
        });
        Assert.Contains("term 0 by 'b'", Fault(shorter));
        string message = Assert.Throws<InvalidOperationException>(() => longer.Evaluate(Point, new double[2])).Message;
        Assert.Contains("term 0", message);
        Assert.Contains("2 elements, one for each of a, b", message);
    }

    [Fact]
    public void A_closed_form_that_is_no_number_is_named() =>
        Assert.Contains("mean by 'b'", Fault(OfTerms((_, gradient) => 0) with { Mean = (_, gradient) => gradient[0] = 1 }));

    [Fact]
    public void What_is_no_objective_is_refused()
    {
        Assert.Throws<ArgumentException>("parameterNames", () => StochasticObjective.OfTerms([], 4, (_, _, _) => 0));
        Assert.Throws<ArgumentOutOfRangeException>("terms", () => StochasticObjective.OfTerms(["a"], 0, (_, _, _) => 0));
        ArgumentException wrong = Assert.Throws<ArgumentException>(
            () => OfTerms((_, _) => 0).Evaluate([1], new double[2]));
        Assert.Contains("2 parameters (a, b)", wrong.Message);
    }

    [Fact]
    public void Right_gradients_pass_the_check() => GradientCheck.Require(new CosineSum([0.1, 0.2], 2).Terms, Point);

    [Fact]
    public void A_wrong_gradient_is_named()
    {
        StochasticObjective wrong = StochasticObjective.OfTerms(["a", "b"], 4, (term, x, gradient) =>
        {
            gradient[0] = 2 * x[0] + x[1];
            gradient[1] = term == 3 ? 1.001 * x[0] : x[0];
            return x[0] * x[0] + x[0] * x[1];
        });
        string message = Assert.Throws<ArgumentException>(() => GradientCheck.Require(wrong, Point)).Message;
        Assert.Contains("term 3 by 'b' is 0.3003", message);
        Assert.Contains("give 0.3.", message);
    }

    [Fact]
    public void A_wrong_gradient_of_draws_is_named()
    {
        StochasticObjective wrong = StochasticObjective.OfDraws(["a"], (random, x, gradient) =>
        {
            double z = random.NextNormal();
            gradient[0] = 2 * z;
            return x[0] * z;
        });
        Assert.Contains("draw 0 by 'a'", Assert.Throws<ArgumentException>(() => GradientCheck.Require(wrong, [0.5])).Message);
    }

    private static StochasticObjective OfTerms(Func<int, double[], double> term) =>
        StochasticObjective.OfTerms(["a", "b"], 4, (number, _, gradient) =>
        {
            double[] slope = [0, 0];
            double value = term(number, slope);
            slope.CopyTo(gradient);
            return value;
        });

    private static string Fault(StochasticObjective objective) =>
        Assert.Throws<NotFiniteNumberException>(() => objective.Evaluate(Point, new double[2])).Message;
}
