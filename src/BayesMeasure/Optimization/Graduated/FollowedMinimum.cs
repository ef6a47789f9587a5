using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>The minimum of a smoothed function, followed as the smoothing changes.</summary>
internal sealed class FollowedMinimum
{
    private const int MostSteps = 1000;
    private const double Tolerance = 1e-6;
    private const double DifferenceStep = 1e-5;

    private readonly ObjectiveState state;
    private readonly GaussianSmoothing smoothing;
    private readonly double[] x;
    private readonly double[] trial;
    private readonly double[] gradient;
    private readonly double[] trialGradient;
    private double degree;

    public FollowedMinimum(StochasticObjective objective, GaussianSmoothing smoothing, double[] start)
    {
        state = new(objective);
        this.smoothing = smoothing;
        x = [.. start];
        trial = new double[x.Length];
        gradient = new double[x.Length];
        trialGradient = new double[x.Length];
    }

    /// <summary>The minimum.</summary>
    public IReadOnlyList<double> Point => x;

    /// <summary>Where it is, seen from the one before.</summary>
    public IReadOnlyList<double> Shift { get; private set; } = [];

    /// <summary>Goes on to the minimum of another smoothing, from the one before.</summary>
    public void MoveTo(double nextDegree)
    {
        degree = nextDegree;
        double[] before = [.. x];
        Descend();
        Shift = [.. x.Zip(before, (now, then) => now - then)];
    }

    /// <summary>The smallest eigenvalue of the Hessian at the minimum, and at each of some points within a radius.</summary>
    public double[] Curvatures(double radius, int probes, ulong seed)
    {
        var random = new RandomStream(seed, 0, ObjectiveState.MeasuringStage);
        double[] curvatures = new double[1 + probes];
        curvatures[0] = CurvatureAt(x);
        double[] direction = new double[x.Length];
        double[] point = new double[x.Length];
        for (int probe = 1; probe <= probes; probe++)
        {
            random.BeginSweep(probe);
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] = random.NextNormal();
            }

            Vectors.Normalize(direction);
            Move(point, x, direction, radius * Math.Pow((double)probe / probes, 1.0 / x.Length));
            curvatures[probe] = CurvatureAt(point);
        }

        return curvatures;
    }

    /// <summary>
    /// Gradient descent whose step is that of J. Barzilai and J. M. Borwein (1988), halved until the function falls; a step is no
    /// longer than the smoothing, so that it stays in the valley.
    /// </summary>
    private void Descend()
    {
        double value = Evaluate(x, gradient);
        double step = degree / Math.Max(Vectors.Norm(gradient), 1e-300);
        for (int i = 0; i < MostSteps && Vectors.Norm(gradient) * step > Tolerance * degree; i++)
        {
            step = Math.Min(step, degree / Vectors.Norm(gradient));
            double trialValue = Try(step);
            while (trialValue > value && step * Vectors.Norm(gradient) > Tolerance * degree)
            {
                step /= 2;
                trialValue = Try(step);
            }

            if (trialValue > value)
            {
                return;
            }

            step = NextStep(step);
            value = trialValue;
            trial.CopyTo(x, 0);
            trialGradient.CopyTo(gradient, 0);
        }
    }

    private double Try(double step)
    {
        for (int i = 0; i < x.Length; i++)
        {
            trial[i] = x[i] - step * gradient[i];
        }

        state.Restrict(trial);
        return Evaluate(trial, trialGradient);
    }

    /// <summary>s's / s'y for the last move s and the change y of the gradient; twice the last step where y turns back.</summary>
    private double NextStep(double step)
    {
        double square = 0;
        double product = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double move = trial[i] - x[i];
            square += move * move;
            product += move * (trialGradient[i] - gradient[i]);
        }

        return product > 0 ? square / product : 2 * step;
    }

    private double Evaluate(double[] point, double[] slope) => smoothing.Evaluate(state, degree, 0, point, slope);

    private double CurvatureAt(double[] center)
    {
        double step = DifferenceStep * degree;
        double[] point = new double[x.Length];
        double[] below = new double[x.Length];
        return PowerIteration.Smallest(
            (vector, product) =>
            {
                Move(point, center, vector, -step);
                Evaluate(point, below);
                Move(point, center, vector, step);
                Evaluate(point, trialGradient);
                for (int i = 0; i < point.Length; i++)
                {
                    product[i] = (trialGradient[i] - below[i]) / (2 * step);
                }
            },
            x.Length);
    }

    private static void Move(double[] point, double[] center, ReadOnlySpan<double> direction, double length)
    {
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = center[i] + length * direction[i];
        }
    }
}
