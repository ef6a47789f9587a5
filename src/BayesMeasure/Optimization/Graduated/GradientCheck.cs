namespace BayesMeasure.Optimization.Graduated;

/// <summary>Compares the gradients of an objective with central differences of its values.</summary>
public static class GradientCheck
{
    private const int MostTerms = 32;
    private const double Step = 6e-6;

    /// <summary>Throws where the gradient of a term and the differences of its values disagree.</summary>
    /// <param name="objective">The objective: up to 32 of its terms, spread evenly, or 32 draws are looked at.</param>
    /// <param name="x">Where: a point without a kink.</param>
    /// <param name="tolerance">
    /// How far they may be apart, in units of the largest component of the term's gradient and its value; 1e-5 by default.
    /// </param>
    /// <exception cref="ArgumentException">They disagree; the message names term and parameter.</exception>
    public static void Require(StochasticObjective objective, ReadOnlySpan<double> x, double tolerance = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(objective);
        objective.RequirePoint(x.Length, nameof(x));
        int count = Math.Min(objective.Terms ?? MostTerms, MostTerms);
        var state = new ObjectiveState(objective);
        var one = new Minibatch(objective.Terms, replaces: false, seed: 0, run: 0);
        one.BeginStage(ObjectiveState.MeasuringStage, 1);
        for (int i = 0; i < count; i++)
        {
            int term = objective.Terms is { } all ? (int)((long)i * all / count) : i;
            RequireTerm(objective, state, one, term, x.ToArray(), tolerance);
        }
    }

    private static void RequireTerm(
        StochasticObjective objective, ObjectiveState state, Minibatch one, int term, double[] x, double tolerance)
    {
        double[] gradient = new double[x.Length];
        double[] ignored = new double[x.Length];
        double At(double[] point, double[] slope)
        {
            if (objective.Terms is null)
            {
                one.Draw(term, 1);
            }
            else
            {
                one.Take(term);
            }

            return state.EvaluateTerms(one, point, slope);
        }

        double scale = Math.Abs(At(x, gradient)) + gradient.Max(Math.Abs);
        for (int i = 0; i < x.Length; i++)
        {
            double step = Step * Math.Max(1, Math.Abs(x[i]));
            double[] above = [.. x];
            double[] below = [.. x];
            above[i] += step;
            below[i] -= step;
            double difference = (At(above, ignored) - At(below, ignored)) / (above[i] - below[i]);
            if (!(Math.Abs(difference - gradient[i]) <= tolerance * Math.Max(scale, double.Epsilon)))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The gradient of {objective.Source.TermName(term)} by '{objective.ParameterNames[i]}' is {gradient[i]:G6}, ")
                    + FormattableString.Invariant($"but differences of its values give {difference:G6}. Correct the gradient."));
            }
        }
    }
}
