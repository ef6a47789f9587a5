namespace BayesMeasure.Optimization.Graduated;

/// <summary>An objective with what one thread needs to evaluate it: no evaluation allocates.</summary>
internal sealed class ObjectiveState
{
    /// <summary>How many fixed draws stand for an expectation that is not known in closed form.</summary>
    public const int DrawsOfMean = 4096;

    /// <summary>A stage that no schedule reaches: its random numbers are those of measurements, not of steps.</summary>
    public const int MeasuringStage = int.MaxValue;

    /// <summary>Central differences of gradients lose least at about the cube root of the rounding error.</summary>
    private const double DifferenceStep = 6e-6;

    private readonly StochasticObjective objective;
    private readonly TermState terms;
    private Minibatch? whole;
    private readonly double[] shifted;
    private readonly double[] before;

    public ObjectiveState(StochasticObjective objective)
    {
        this.objective = objective;
        terms = objective.Source.CreateState();
        shifted = new double[objective.ParameterNames.Count];
        before = new double[shifted.Length];
    }

    /// <summary>The number of terms, or of draws, in the mean.</summary>
    public int WholeCount => objective.Terms ?? DrawsOfMean;

    /// <summary>The mean over a batch, and its gradient.</summary>
    public double Evaluate(Minibatch batch, ReadOnlySpan<double> x, Span<double> gradient) =>
        batch.IsWhole && objective.Mean is not null ? Evaluate(x, gradient) : EvaluateTerms(batch, x, gradient);

    /// <summary>The mean over a batch as its terms are, and its gradient.</summary>
    public double EvaluateTerms(Minibatch batch, ReadOnlySpan<double> x, Span<double> gradient) =>
        terms.Evaluate(batch, x, gradient);

    /// <summary>The mean of all terms, and its gradient.</summary>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        if (objective.Mean is { } mean)
        {
            gradient.Fill(double.NaN);
            return RequireFinite(mean(x, gradient), gradient, "mean");
        }

        whole ??= Whole();
        whole.Draw(0, WholeCount);
        return terms.Evaluate(whole, x, gradient);
    }

    /// <summary>The mean of all terms smoothed in some coordinates, in closed form.</summary>
    /// <exception cref="NotSupportedException">There is no closed form.</exception>
    public double Smoothed(ReadOnlySpan<double> x, double deviation, bool[] mask, Span<double> gradient)
    {
        if (objective.Smoothing is { } smoothing && Array.TrueForAll(mask, isSmoothed => isSmoothed))
        {
            gradient.Fill(double.NaN);
            return RequireFinite(smoothing(x, deviation, gradient), gradient, "smoothed mean");
        }

        return terms.Smoothed(x, deviation, mask, gradient) ?? throw new NotSupportedException(
            "This objective has no closed form of its smoothing in these parameters: set Draws to smooth by draws, "
            + "or give a closed form (Smoothing), or smooth a posterior of Gaussian peaks in the centers alone.");
    }

    /// <summary>The Hessian of the mean times a vector: exact where there is a way, else by central differences.</summary>
    public void HessianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        if (objective.HessianProduct is { } exact)
        {
            exact(x, vector, product);
        }
        else if (!terms.TryHessianProduct(x, vector, product))
        {
            DifferenceProduct(x, vector, product);
        }
    }

    /// <summary>Puts a point that a step took out of the domain back on its edge.</summary>
    public void Restrict(Span<double> x) => terms.Restrict(x);

    private Minibatch Whole()
    {
        var all = new Minibatch(objective.Terms, replaces: false, seed: 0, run: 0);
        all.BeginStage(MeasuringStage, WholeCount);
        return all;
    }

    private void DifferenceProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        double step = Step(x, vector);
        Shift(x, vector, -step);
        Evaluate(shifted, before);
        Shift(x, vector, step);
        Evaluate(shifted, product);
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = (product[i] - before[i]) / (2 * step);
        }
    }

    private static double Step(ReadOnlySpan<double> x, ReadOnlySpan<double> vector)
    {
        double length = Vectors.Norm(vector);
        return DifferenceStep * (1 + Vectors.Norm(x)) / (length > 0 ? length : 1);
    }

    private void Shift(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, double step)
    {
        for (int i = 0; i < shifted.Length; i++)
        {
            shifted[i] = x[i] + step * vector[i];
        }
    }

    private double RequireFinite(double value, ReadOnlySpan<double> gradient, string what)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            if (!double.IsFinite(gradient[i]))
            {
                throw new NotFiniteNumberException(
                    FormattableString.Invariant($"The gradient of the {what} by '{objective.ParameterNames[i]}' is ")
                    + FormattableString.Invariant($"{gradient[i]}: ")
                    + $"write a finite number for each of the {gradient.Length} parameters.",
                    gradient[i]);
            }
        }

        return double.IsFinite(value)
            ? value
            : throw new NotFiniteNumberException(FormattableString.Invariant($"The value of the {what} is {value}."), value);
    }
}
