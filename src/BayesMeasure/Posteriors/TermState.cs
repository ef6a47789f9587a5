using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// One term of the model in one replica: its parameters and its cached curve, both current and on trial.
/// </summary>
/// <typeparam name="TLanes">The vector of lanes that the passes use.</typeparam>
internal abstract class TermState<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ParameterSource[] sources;
    private readonly double[] parameters;
    private readonly int amplitudePosition;
    private AlignedBuffer curve;
    private AlignedBuffer trialCurve;
    private bool cleared;

    /// <param name="data">The data the term is evaluated on.</param>
    /// <param name="sources">Where each parameter of the term gets its value from.</param>
    /// <param name="amplitudePosition">The position of the parameter the term is proportional to; -1 when there is none.</param>
    protected TermState(CurveData data, ParameterSource[] sources, int amplitudePosition)
    {
        Data = data;
        this.sources = sources;
        this.amplitudePosition = amplitudePosition;
        parameters = new double[sources.Length];
        Trial = new double[sources.Length];
        curve = data.CreateBuffer();
        trialCurve = data.CreateBuffer();
    }

    protected CurveData Data { get; }

    /// <summary>The curve at the current parameters.</summary>
    public AlignedBuffer Curve => curve;

    /// <summary>The trial parameters.</summary>
    protected double[] Trial { get; }

    /// <summary>Forgets what was accumulated, so that the next update starts from a curve of zeros.</summary>
    public void Clear()
    {
        curve.Span.Clear();
        cleared = true;
    }

    /// <summary>Takes the trial parameters from the unknowns and updates the prediction.</summary>
    /// <returns>The misfit of <paramref name="trialPrediction"/>.</returns>
    public double Update(
        ReadOnlySpan<double> values,
        AlignedBuffer prediction,
        AlignedBuffer trialPrediction,
        ReadOnlySpan<TLanes> noise)
    {
        bool sameShape = TakeTrial(values);
        var curves = new Curves(prediction, trialPrediction, curve, trialCurve);
        double factor = !sameShape ? double.NaN
            : amplitudePosition < 0 ? 1
            : Trial[amplitudePosition] / parameters[amplitudePosition];

        // A curve of amplitude 0 holds nothing that a factor could bring back.
        return double.IsFinite(factor) ? Rescale(curves, factor, noise) : Replace(curves, noise);
    }

    /// <summary>Takes the trial parameters from the unknowns, for an evaluation beside the moves.</summary>
    protected double[] ParametersAt(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < Trial.Length; i++)
        {
            Trial[i] = sources[i].Resolve(values);
        }

        return Trial;
    }

    /// <summary>
    /// Takes the trial parameters from the unknowns, and tells whether the amplitude at most differs from the current ones.
    /// </summary>
    private bool TakeTrial(ReadOnlySpan<double> values)
    {
        double[] trial = Trial;
        double[] current = parameters;
        bool sameShape = !cleared;
        for (int i = 0; i < trial.Length; i++)
        {
            double value = sources[i].Resolve(values);
            trial[i] = value;
            sameShape &= i == amplitudePosition || value == current[i];
        }

        return sameShape;
    }

    /// <summary>Makes the trial of the last update current.</summary>
    public void Accept()
    {
        Trial.CopyTo(parameters, 0);
        cleared = false;
        (curve, trialCurve) = (trialCurve, curve);
    }

    /// <summary>Computes the curve at the trial parameters and puts it in place of the current one.</summary>
    protected abstract double Replace(in Curves curves, ReadOnlySpan<TLanes> noise);

    /// <summary>Multiplies the current curve by a factor.</summary>
    protected abstract double Rescale(in Curves curves, double factor, ReadOnlySpan<TLanes> noise);
}

/// <summary>What one pass over the data reads and writes.</summary>
/// <param name="Prediction">The prediction before, read.</param>
/// <param name="TrialPrediction">The prediction after, written; may be the same buffer.</param>
/// <param name="Curve">The term's curve before, read.</param>
/// <param name="TrialCurve">The term's curve after.</param>
internal readonly record struct Curves(
    AlignedBuffer Prediction,
    AlignedBuffer TrialPrediction,
    AlignedBuffer Curve,
    AlignedBuffer TrialCurve);
