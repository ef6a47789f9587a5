using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>The terms of a posterior for one thread.</summary>
internal sealed class PosteriorState : TermState
{
    private readonly PosteriorTerms source;
    private readonly ExploredCoordinate[] coordinates;
    private readonly LogLikelihoodGradient likelihood;
    private readonly Lazy<LogLikelihoodCurvature> curvature;
    private readonly Lazy<PeakCenterSmoothing?> smoothing;
    private readonly double[] values;
    private readonly double[] slopes;
    private readonly double[] bends;
    private readonly double[] part;
    private readonly double[] direction;
    private readonly int chunk;

    public PosteriorState(PosteriorTerms source, ITarget target, ExploredCoordinate[] coordinates)
    {
        this.source = source;
        this.coordinates = coordinates;
        likelihood = LogLikelihoodGradient.Of(target);
        curvature = new(() => new(target));
        smoothing = new(() => PeakCenterSmoothing.Of(target));
        values = new double[coordinates.Length];
        slopes = new double[coordinates.Length];
        bends = new double[coordinates.Length];
        part = new double[coordinates.Length];
        direction = new double[coordinates.Length];
        chunk = target.Curves.Min(curve => curve.Measurement.Count);
    }

    private int PointCount => likelihood.PointCount;

    public override double Evaluate(Minibatch batch, ReadOnlySpan<double> x, Span<double> gradient)
    {
        MoveTo(x);
        double sum = batch.IsWhole ? likelihood.Evaluate(values, gradient) : SumOf(batch.Terms, gradient);
        double value = -sum / batch.Count;
        for (int i = 0; i < gradient.Length; i++)
        {
            Jet prior = coordinates[i].LogPriorAt(x[i]);
            gradient[i] = -gradient[i] * slopes[i] / batch.Count - prior.Slope / PointCount;
            value -= prior.Value / PointCount;
        }

        RequireFinite(value, gradient, batch);
        return value;
    }

    public override bool TryHessianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        if (!likelihood.IsExact)
        {
            return false;
        }

        MoveTo(x);
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i] = slopes[i] * vector[i];
        }

        likelihood.Evaluate(values, part);
        curvature.Value.Product(values, direction, product);
        for (int i = 0; i < product.Length; i++)
        {
            double bend = part[i] * bends[i] + coordinates[i].LogPriorAt(x[i]).Bend;
            product[i] = -(slopes[i] * product[i] + bend * vector[i]) / PointCount;
        }

        return true;
    }

    public override double? Smoothed(ReadOnlySpan<double> x, double deviation, bool[] mask, Span<double> gradient)
    {
        MoveTo(x);
        if (smoothing.Value?.Evaluate(values, slopes, deviation, mask, gradient) is not { } logLikelihood)
        {
            return null;
        }

        double value = -logLikelihood / PointCount;
        for (int i = 0; i < gradient.Length; i++)
        {
            Jet prior = coordinates[i].LogPriorAt(x[i]);
            gradient[i] = -(gradient[i] * slopes[i] + prior.Slope) / PointCount;
            value -= prior.Value / PointCount;
        }

        return value;
    }

    public override void Restrict(Span<double> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = coordinates[i].Restrict(x[i]);
        }
    }

    private void MoveTo(ReadOnlySpan<double> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            (values[i], slopes[i], bends[i]) = coordinates[i].At(x[i]);
        }
    }

    /// <summary>A curve takes at most as many points at a time as it has.</summary>
    private double SumOf(ReadOnlySpan<int> points, Span<double> gradient)
    {
        gradient.Clear();
        double sum = 0;
        for (int first = 0; first < points.Length; first += chunk)
        {
            sum += likelihood.Evaluate(values, points.Slice(first, Math.Min(chunk, points.Length - first)), part);
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] += part[i];
            }
        }

        return sum;
    }

    private void RequireFinite(double value, ReadOnlySpan<double> gradient, Minibatch batch)
    {
        int parameter = 0;
        while (parameter < gradient.Length && double.IsFinite(gradient[parameter]))
        {
            parameter++;
        }

        if (parameter == gradient.Length && double.IsFinite(value))
        {
            return;
        }

        string name = source.ParameterNames[Math.Min(parameter, gradient.Length - 1)];
        string what = parameter == gradient.Length ? "value" : $"gradient by '{name}'";
        IEnumerable<string> place = source.ParameterNames.Zip(values, (known, at) =>
            FormattableString.Invariant($"{known} = {at:G6}"));
        throw new NotFiniteNumberException(
            $"The {what} of {source.TermName(FaultyTerm(batch))} is not a finite number, at {string.Join(", ", place)}.");
    }

    /// <summary>The first data point of the batch whose log likelihood or gradient is no number; else the first of all.</summary>
    private int FaultyTerm(Minibatch batch)
    {
        foreach (int term in batch.Terms)
        {
            double value = likelihood.Evaluate(values, [term], part);
            if (!double.IsFinite(value) || part.Any(slope => !double.IsFinite(slope)))
            {
                return term;
            }
        }

        return batch.Terms[0];
    }
}
