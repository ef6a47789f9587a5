namespace BayesMeasure.Optimization.Graduated;

/// <summary>The variance of the gradients of single terms, or of single draws, summed over the components.</summary>
internal sealed class TermVariance(StochasticObjective objective, ObjectiveState state)
{
    /// <summary>
    /// The variance about the mean of a sample of n of N terms, drawn without replacement: of all terms it is exact, with the
    /// divisor N; else sum |g_i - g|^2 / (n - 1) times (N - 1) / N, and the spread of the squares gives its standard error.
    /// </summary>
    public (double Variance, double StandardError) At(double[] x, int count)
    {
        if (objective.Terms == 1)
        {
            return (0, 0);
        }

        double[][] gradients = Sample(x, count);
        double[] mean = [.. Enumerable.Range(0, x.Length).Select(i => gradients.Average(gradient => gradient[i]))];
        double[] squares = [.. gradients.Select(gradient => Math.Pow(Vectors.Distance(gradient, mean), 2))];
        double average = squares.Average();
        if (count == objective.Terms)
        {
            return (average, 0);
        }

        double spread = squares.Sum(square => (square - average) * (square - average)) / (count - 1);
        double sampled = objective.Terms is { } all ? 1 - (double)count / all : 1;
        double bias = count / (count - 1.0) * (objective.Terms is { } terms ? (terms - 1.0) / terms : 1);
        return (average * bias, Math.Sqrt(spread / count * sampled));
    }

    /// <summary>Terms from all over a long sum, in their order; draws that are the same every time.</summary>
    private double[][] Sample(double[] x, int count)
    {
        var one = new Minibatch(objective.Terms, replaces: false, seed: 0, run: 0);
        var chosen = new Minibatch(objective.Terms, replaces: false, seed: 0, run: 1);
        one.BeginStage(ObjectiveState.MeasuringStage, 1);
        chosen.BeginStage(ObjectiveState.MeasuringStage, count);
        chosen.Draw(0, count);
        double[][] gradients = new double[count][];
        for (int i = 0; i < count; i++)
        {
            if (objective.Terms is null)
            {
                one.Draw(i, 1);
            }
            else
            {
                one.Take(chosen.Terms[i]);
            }

            gradients[i] = new double[x.Length];
            state.EvaluateTerms(one, x, gradients[i]);
        }

        return gradients;
    }
}
