using BayesMeasure.Inference;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The log density ln L + sum of ln p(u) of a target that explains no measured curve: a gradient by central differences, a
/// curvature by the gradients of one point after the other (Broyden, Fletcher, Goldfarb and Shanno 1970, damped as by Powell
/// 1978).
/// </summary>
internal sealed class BareDensity
{
    /// <summary>The step of a difference as a share of the range of the prior, and of the curvature's own scale.</summary>
    private const double RelativeStep = 1e-5;

    /// <summary>Powell's share of the old curvature below which a change of the gradient is mixed with it.</summary>
    private const double LeastCurvature = 0.2;

    private readonly ITarget target;
    private readonly ITargetState state;
    private readonly double[] point;
    private readonly double[] curvatures;
    private readonly double[] lastCoordinates;
    private readonly double[] lastGradient;
    private readonly double[] change;
    private readonly double[] steps;
    private readonly double[] image;
    private bool hasLast;

    public BareDensity(ITarget target, ExploredUnknowns unknowns)
    {
        this.target = target;
        Unknowns = unknowns;
        Count = unknowns.Parameters.Count;
        state = target.CreateState();
        point = new double[Count];
        curvatures = new double[Count * Count];
        lastCoordinates = new double[Count];
        lastGradient = new double[Count];
        change = new double[Count];
        steps = new double[Count];
        image = new double[Count];
    }

    /// <summary>The unknowns.</summary>
    public ExploredUnknowns Unknowns { get; }

    /// <summary>The number of unknowns.</summary>
    public int Count { get; }

    /// <summary>Ends what is done with it, with an exception at the next likelihood.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How often the likelihood was computed.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Forgets the curvature, before a climb from another place.</summary>
    public void Begin() => hasLast = false;

    /// <summary>The log density at a point; -infinity where it is impossible.</summary>
    /// <exception cref="InferenceException">The log likelihood is not a number.</exception>
    public double Evaluate(ReadOnlySpan<double> values)
    {
        double sum = LogLikelihood(values);
        for (int i = 0; i < values.Length; i++)
        {
            Distribution prior = Unknowns.Parameters[i].Prior;
            sum += prior.LogCoordinateDensity(values[i], prior.ToCoordinate(values[i]));
        }

        return sum;
    }

    /// <summary>The log likelihood.</summary>
    public double LogLikelihood(ReadOnlySpan<double> values)
    {
        Cancellation.ThrowIfCancellationRequested();
        Evaluations++;
        state.Set(values);
        return ExploredUnknowns.RequireNumber(state.LogLikelihood, values, target);
    }

    /// <summary>
    /// The log likelihood; -infinity where the model fails: there is nothing to climb to, and a replica that comes there says so.
    /// </summary>
    public double LogLikelihoodOrNothing(ReadOnlySpan<double> values)
    {
        try
        {
            return LogLikelihood(values);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return double.NegativeInfinity;
        }
    }

    /// <summary>The gradient of the log density by the explored coordinates.</summary>
    public void Differentiate(ReadOnlySpan<double> values, Span<double> gradient)
    {
        values.CopyTo(point);
        double here = double.NaN;
        for (int i = 0; i < Count; i++)
        {
            double middle = Unknowns.ToCoordinate(i, values[i]);
            double step = RelativeStep * (Unknowns.Ranges[i].High - Unknowns.Ranges[i].Low);
            double up = At(i, Math.Min(middle + step, Unknowns.High(i)));
            double down = At(i, Math.Max(middle - step, Unknowns.Low(i)));
            point[i] = values[i];
            double width = Math.Min(middle + step, Unknowns.High(i)) - Math.Max(middle - step, Unknowns.Low(i));
            if (double.IsInfinity(up) || double.IsInfinity(down))
            {
                here = double.IsNaN(here) ? LogLikelihood(point) : here;
                (up, down) = (double.IsInfinity(up) ? here : up, double.IsInfinity(down) ? here : down);
                width *= 0.5;
            }

            gradient[i] = (up - down) / width - PriorDerivatives.Of(Unknowns.Parameters[i].Prior, values[i]).Slope;
        }

        double At(int unknown, double coordinate)
        {
            point[unknown] = Unknowns.FromCoordinate(unknown, coordinate);
            return LogLikelihood(point);
        }
    }

    /// <summary>The gradient, and minus the second derivatives as far as gradients along the way tell them.</summary>
    public void Linearise(ReadOnlySpan<double> values, Span<double> gradient, Span<double> curvature)
    {
        Differentiate(values, gradient);
        if (hasLast)
        {
            Update(values, gradient);
        }
        else
        {
            Reset(gradient);
        }

        for (int i = 0; i < Count; i++)
        {
            lastCoordinates[i] = Unknowns.ToCoordinate(i, values[i]);
            lastGradient[i] = gradient[i];
        }

        hasLast = true;
        curvatures.CopyTo(curvature);
    }

    /// <summary>The first step goes uphill, and at most a tenth of the range far.</summary>
    private void Reset(ReadOnlySpan<double> gradient)
    {
        Array.Clear(curvatures);
        for (int i = 0; i < Count; i++)
        {
            double range = Unknowns.Ranges[i].High - Unknowns.Ranges[i].Low;
            curvatures[i * Count + i] = Math.Max(10 * Math.Abs(gradient[i]) / range, 1 / (range * range));
        }
    }

    /// <summary>H + r r' / r's - H s s' H / s' H s, with r = t y + (1 - t) H s, so that r's > 0.</summary>
    private void Update(ReadOnlySpan<double> values, ReadOnlySpan<double> gradient)
    {
        double product = 0;
        double bend = 0;
        for (int i = 0; i < Count; i++)
        {
            steps[i] = Unknowns.ToCoordinate(i, values[i]) - lastCoordinates[i];
            change[i] = lastGradient[i] - gradient[i];
        }

        for (int i = 0; i < Count; i++)
        {
            image[i] = 0;
            for (int j = 0; j < Count; j++)
            {
                image[i] += curvatures[i * Count + j] * steps[j];
            }

            product += steps[i] * change[i];
            bend += steps[i] * image[i];
        }

        if (!(bend > 0))
        {
            return;
        }

        double share = product >= LeastCurvature * bend ? 1 : (1 - LeastCurvature) * bend / (bend - product);
        double mixed = share * product + (1 - share) * bend;
        for (int i = 0; i < Count; i++)
        {
            change[i] = share * change[i] + (1 - share) * image[i];
        }

        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                curvatures[i * Count + j] += change[i] * change[j] / mixed - image[i] * image[j] / bend;
            }
        }
    }
}
