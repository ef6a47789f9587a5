using BayesMeasure.Numerics;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>A small dense Newton step, by Cholesky's factor, damped until the curvature is positive.</summary>
internal sealed class DampedNewton(int count)
{
    private const double LeastDamping = 1e-6;

    private readonly CholeskyFactor factor = new(count);
    private double damping;

    /// <summary>The second derivatives, row by row.</summary>
    public double[] Curvature { get; } = new double[count * count];

    /// <summary>The slopes.</summary>
    public double[] Slope { get; } = new double[count];

    /// <summary>The step.</summary>
    public double[] Step { get; } = new double[count];

    /// <summary>Trusts the parabola as far as it goes.</summary>
    public void Begin() => damping = 0;

    /// <summary>Trusts it less, after a step that led up.</summary>
    public void Shorten() => damping = Math.Max(LeastDamping, 4 * damping);

    /// <summary>Trusts it more, after a step that led down.</summary>
    public void Lengthen() => damping = damping > LeastDamping ? 0.25 * damping : 0;

    /// <summary>Computes the step.</summary>
    /// <returns>By how much a line along it falls; infinite where no damping makes the curvature positive.</returns>
    public double Solve()
    {
        for (int attempt = 0; !Factor(); attempt++)
        {
            if (attempt == 100)
            {
                return double.PositiveInfinity;
            }

            Shorten();
        }

        double fall = 0;
        SolveFactor();
        for (int i = 0; i < count; i++)
        {
            fall -= Slope[i] * Step[i];
        }

        return fall;
    }

    /// <summary>The inverse of the curvature; false where it is not positive.</summary>
    public bool TryInvert(double[,] inverse)
    {
        damping = 0;
        if (!Factor())
        {
            return false;
        }

        for (int column = 0; column < count; column++)
        {
            Array.Clear(Slope);
            Slope[column] = -1;
            SolveFactor();
            for (int i = 0; i < count; i++)
            {
                inverse[i, column] = Step[i];
            }
        }

        return true;
    }

    private bool Factor()
    {
        double scale = 1;
        for (int i = 0; i < count; i++)
        {
            scale = Math.Max(scale, Math.Abs(Curvature[i * count + i]));
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double mean = 0.5 * (Curvature[i * count + j] + Curvature[j * count + i]);
                if (!factor.Take(i, j, i == j ? mean + damping * scale : mean))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void SolveFactor()
    {
        for (int i = 0; i < count; i++)
        {
            Step[i] = -Slope[i];
        }

        factor.Solve(Step);
    }
}
