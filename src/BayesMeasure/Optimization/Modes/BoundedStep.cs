using BayesMeasure.Numerics;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// One damped Newton step in a box: (H + lambda D) s = g, where s ends at the sides of the box that it would cross.
/// </summary>
/// <param name="count">The number of unknowns.</param>
internal sealed class BoundedStep(int count)
{
    private const double SmallestCurvature = 1e-12;

    private readonly double[] low = new double[count];
    private readonly double[] high = new double[count];
    private readonly double[] step = new double[count];
    private readonly CholeskyFactor factor = new(count);
    private readonly double[] solution = new double[count];
    private readonly int[] active = new int[count];
    private readonly bool[] stopped = new bool[count];

    /// <summary>The step of an unknown.</summary>
    public double this[int unknown] => step[unknown];

    /// <summary>Whether an unknown moves.</summary>
    public bool Moves(int unknown) => step[unknown] != 0;

    /// <summary>Says how far an unknown may go down, at most 0, and up.</summary>
    public void Allow(int unknown, double down, double up) =>
        (low[unknown], high[unknown]) = (Math.Min(0, down), Math.Max(0, up));

    /// <summary>Finds the step.</summary>
    /// <returns>What the quadratic model gains by it: g s - s H s / 2; NaN where it cannot be found.</returns>
    public double Solve(double[] gradient, double[] curvature, double damping)
    {
        for (int i = 0; i < count; i++)
        {
            step[i] = 0;
            stopped[i] = (low[i] == 0 && gradient[i] < 0) || (high[i] == 0 && gradient[i] > 0);
        }

        bool crosses = true;
        while (crosses)
        {
            int size = TakeActive();
            if (!Factor(size, curvature, damping))
            {
                return double.NaN;
            }

            TakeTarget(size, gradient, curvature);
            factor.Solve(solution.AsSpan(0, size));
            crosses = StopAtSides(size);
        }

        return Gain(gradient, curvature);
    }

    private int TakeActive()
    {
        int size = 0;
        for (int i = 0; i < count; i++)
        {
            if (!stopped[i])
            {
                active[size++] = i;
            }
        }

        return size;
    }

    /// <summary>Factors the damped curvature of those that are still free; false where it is not positive definite.</summary>
    private bool Factor(int size, double[] curvature, double damping)
    {
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double element = curvature[active[i] * count + active[j]];
                element += i == j ? damping * Math.Max(element, SmallestCurvature) + SmallestCurvature : 0;
                if (!factor.Take(i, j, element))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The gradient, less what those that stopped at a side have taken of it.</summary>
    private void TakeTarget(int size, double[] gradient, double[] curvature)
    {
        for (int i = 0; i < size; i++)
        {
            double rest = gradient[active[i]];
            for (int j = 0; j < count; j++)
            {
                rest -= stopped[j] ? curvature[active[i] * count + j] * step[j] : 0;
            }

            solution[i] = rest;
        }
    }

    /// <summary>Stops those that would cross a side at that side; false when none did.</summary>
    private bool StopAtSides(int size)
    {
        bool crosses = false;
        for (int i = 0; i < size; i++)
        {
            int unknown = active[i];
            step[unknown] = Math.Clamp(solution[i], low[unknown], high[unknown]);
            if (step[unknown] != solution[i])
            {
                stopped[unknown] = crosses = true;
            }
        }

        return crosses;
    }

    private double Gain(double[] gradient, double[] curvature)
    {
        double gain = 0;
        for (int i = 0; i < count; i++)
        {
            if (step[i] != 0)
            {
                double bend = 0;
                for (int j = 0; j < count; j++)
                {
                    bend += curvature[i * count + j] * step[j];
                }

                gain += step[i] * (gradient[i] - 0.5 * bend);
            }
        }

        return gain;
    }
}
