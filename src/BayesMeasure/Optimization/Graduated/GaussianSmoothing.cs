using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// f_s(x) = E f(x - s u), u standard normal in some coordinates and 0 in the others: by draws, or in closed form.
/// </summary>
internal sealed class GaussianSmoothing
{
    private readonly int? draws;
    private readonly bool[] mask;
    private readonly ulong seed;
    private readonly int run;
    private readonly double[] shifted;
    private readonly double[] one;
    private RandomStream random;

    public GaussianSmoothing(StochasticObjective objective, int? draws, IReadOnlyList<string> parameters, ulong seed, int run)
    {
        this.draws = draws;
        this.seed = seed;
        this.run = run;
        mask = objective.Mask(parameters);
        shifted = new double[mask.Length];
        one = new double[mask.Length];
        random = new(seed, run, 0);
    }

    /// <summary>Turns to a stage, whose draws are its own.</summary>
    public void BeginStage(int stage) => random = new(seed, run, stage);

    /// <summary>The smoothed function and its gradient.</summary>
    /// <param name="state">The evaluations.</param>
    /// <param name="degree">s.</param>
    /// <param name="step">Which draws of the stage: the same step has the same.</param>
    /// <param name="x">The point.</param>
    /// <param name="gradient">Where the gradient goes.</param>
    public double Evaluate(ObjectiveState state, double degree, int step, ReadOnlySpan<double> x, Span<double> gradient)
    {
        if (draws is not { } count)
        {
            return state.Smoothed(x, degree, mask, gradient);
        }

        random.BeginSweep(step);
        gradient.Clear();
        double sum = 0;
        for (int draw = 0; draw < count; draw++)
        {
            Shift(x, degree);
            state.Restrict(shifted);
            sum += state.Evaluate(shifted, one);
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] += one[i];
            }
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= count;
        }

        return sum / count;
    }

    private void Shift(ReadOnlySpan<double> x, double degree)
    {
        for (int i = 0; i < shifted.Length; i++)
        {
            shifted[i] = mask[i] ? x[i] - degree * random.NextNormal() : x[i];
        }
    }
}
