using BayesMeasure.Numerics;

namespace BayesMeasure.Posteriors;

/// <summary>
/// One term of the model in one replica: its parameters and its cached shape, both current and on trial.
/// </summary>
/// <typeparam name="TLanes">The vector of lanes that the passes use.</typeparam>
internal abstract class TermState<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ParameterSource[] sources;
    private readonly double[] parameters;
    private readonly int amplitudePosition;
    private AlignedBuffer shape;
    private AlignedBuffer trialShape;
    private bool rescaled;
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
        shape = data.CreateBuffer();
        trialShape = data.CreateBuffer();
    }

    protected CurveData Data { get; }

    /// <summary>The trial parameters; the amplitude, if there is one, is held at 1 while a shape is computed.</summary>
    protected double[] Trial { get; }

    /// <summary>What the current shape is multiplied by; a cleared shape is zero whatever this is.</summary>
    private double Amplitude => amplitudePosition < 0 || cleared ? 1 : parameters[amplitudePosition];

    /// <summary>Forgets what was accumulated, so that the next update starts from a zero shape.</summary>
    public void Clear()
    {
        shape.Span.Clear();
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
        rescaled = !cleared;
        for (int i = 0; i < sources.Length; i++)
        {
            Trial[i] = sources[i].Resolve(values);
            rescaled &= i == amplitudePosition || Trial[i] == parameters[i];
        }

        double trialAmplitude = amplitudePosition < 0 ? 1 : Trial[amplitudePosition];
        if (rescaled)
        {
            return Combine(new(prediction, trialPrediction, shape, shape, Amplitude, trialAmplitude), noise);
        }

        if (amplitudePosition >= 0)
        {
            Trial[amplitudePosition] = 1;
        }

        double misfit = Replace(new(prediction, trialPrediction, shape, trialShape, Amplitude, trialAmplitude), noise);
        if (amplitudePosition >= 0)
        {
            Trial[amplitudePosition] = trialAmplitude;
        }

        return misfit;
    }

    /// <summary>Makes the trial of the last update current.</summary>
    public void Accept()
    {
        Trial.CopyTo(parameters, 0);
        cleared = false;
        if (!rescaled)
        {
            (shape, trialShape) = (trialShape, shape);
        }
    }

    /// <summary>Computes the shape at the trial parameters and puts it in place of the current one.</summary>
    protected abstract double Replace(in Curves curves, ReadOnlySpan<TLanes> noise);

    /// <summary>Exchanges one computed shape for another.</summary>
    protected abstract double Combine(in Curves curves, ReadOnlySpan<TLanes> noise);
}
