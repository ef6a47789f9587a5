using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A replica's point for a measured curve. It caches the curve of every term and the whole prediction, so that a move
/// costs one pass over the data for each term it touches.
/// </summary>
internal sealed class CurveState<TDensity, TLanes> : IComponentResidual
    where TDensity : struct, INoiseDensity
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly CurveData data;
    private readonly CurveLayout layout;
    private readonly TermState<TLanes>[] terms;
    private readonly int[] touched;
    private readonly int unknowns;
    private readonly double[] values;
    private readonly double[] trial;
    private readonly double[] noise;
    private readonly LaneParameters<TLanes> noiseLanes;
    private readonly WhitenedMisfit<TLanes>? whitened;
    private readonly int[] proposed;
    private readonly SmoothState<TLanes>? smooth;
    private int proposedCount;
    private int touchedCount;
    private AlignedBuffer prediction;
    private AlignedBuffer trialPrediction;
    private bool predictionMoved;
    private double misfit;
    private double trialMisfit;
    private double trialLogLikelihood;

    public CurveState(CurveData data, CurveLayout layout, ForwardModel model, SmoothCurve? smoothCurve)
    {
        this.data = data;
        this.layout = layout;
        terms = [.. model.Terms.Select((term, t) => term.Accept(new Binder(data, layout.Terms[t])))];
        touched = new int[terms.Length];
        unknowns = layout.Parameters.Count;
        values = new double[unknowns + layout.Links.Length];
        trial = new double[unknowns + layout.Links.Length];
        proposed = new int[unknowns];
        noise = new double[layout.Noise.Length];
        noiseLanes = new(layout.Noise.Length);
        whitened = WhitenedMisfit<TLanes>.Of(data);
        prediction = data.CreateBuffer();
        trialPrediction = data.CreateBuffer();
        smooth = smoothCurve is null ? null : new(smoothCurve, data);
    }

    public ReadOnlySpan<double> Values => values.AsSpan(0, unknowns);

    public ReadOnlySpan<double> TrialValues => trial.AsSpan(0, unknowns);

    public double LogLikelihood { get; private set; }

    public double Misfit => misfit - (smooth?.Explained(ofTrial: false) ?? 0);

    public double TrialMisfit => trialMisfit - (smooth?.Explained(ofTrial: true) ?? 0);

    public void Set(ReadOnlySpan<double> values)
    {
        proposedCount = 0;
        values.CopyTo(trial);
        for (int link = 0; link < layout.Links.Length; link++)
        {
            Follow(link);
        }

        trial.CopyTo(this.values, 0);
        prediction.Span.Clear();
        foreach (TermState<TLanes> term in terms)
        {
            term.Clear();
        }

        touchedCount = 0;
        while (touchedCount < terms.Length)
        {
            touched[touchedCount] = touchedCount++;
        }

        Evaluate();
        Accept();
    }

    public double Propose(ReadOnlySpan<int> positions, ReadOnlySpan<double> values)
    {
        ForgetTrial();
        touchedCount = 0;
        proposedCount = positions.Length;
        for (int i = 0; i < positions.Length; i++)
        {
            proposed[i] = positions[i];
            trial[positions[i]] = values[i];
            foreach (int term in layout.Dependents[positions[i]])
            {
                Touch(term);
            }
        }

        if (layout.Links.Length > 0)
        {
            FollowAll();
        }

        return Evaluate();
    }

    public void Accept()
    {
        for (int i = 0; i < proposedCount; i++)
        {
            Copy(trial, values, proposed[i]);
        }

        for (int t = 0; t < touchedCount; t++)
        {
            terms[touched[t]].Accept();
        }

        if (predictionMoved)
        {
            (prediction, trialPrediction) = (trialPrediction, prediction);
        }

        whitened?.Accept();
        smooth?.Accept();
        misfit = trialMisfit;
        LogLikelihood = trialLogLikelihood;
    }

    public double PrecisionOf(QuadraticNoise noise)
    {
        for (int i = 0; i < this.noise.Length; i++)
        {
            this.noise[i] = layout.Noise[i].Resolve(values);
        }

        return noise.PrecisionAt(this.noise);
    }

    public void Residual(QuadraticNoise noise, AlignedBuffer residual) =>
        ResidualPass<TLanes>.Difference(noise.Measured, prediction, residual);

    public void Remove(int term, AlignedBuffer residual) => ResidualPass<TLanes>.Add(terms[term].Curve, residual);

    public void Subtract(int term, ReadOnlySpan<int> positions, ReadOnlySpan<double> values, AlignedBuffer residual)
    {
        Place(positions, values);
        ((IProjectedTerm)terms[term]).Subtract(trial, residual);
    }

    public Projection Project(
        int term, ReadOnlySpan<int> positions, ReadOnlySpan<double> values, AlignedBuffer weight, AlignedBuffer residual)
    {
        Place(positions, values);
        var component = (IProjectedTerm)terms[term];
        Projection projection = component.Project(trial, weight, residual);
        return smooth is null
            ? projection
            : projection with { Norm = Math.Max(0, projection.Norm - smooth.NormFollowed(component, trial, weight)) };
    }

    public void Settle(AlignedBuffer residual) => smooth?.Settle(residual);

    /// <summary>Puts some unknowns elsewhere on trial, for an evaluation that is no proposal.</summary>
    private void Place(ReadOnlySpan<int> positions, ReadOnlySpan<double> values)
    {
        ForgetTrial();
        proposedCount = positions.Length;
        for (int i = 0; i < positions.Length; i++)
        {
            proposed[i] = positions[i];
            trial[positions[i]] = values[i];
        }

        FollowAll();
    }

    /// <summary>Brings the trial point back to the current one: only what was proposed last can differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ForgetTrial()
    {
        for (int i = 0; i < proposedCount; i++)
        {
            Copy(values, trial, proposed[i]);
        }
    }

    /// <summary>Copies an unknown, and what is linked to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Copy(double[] from, double[] to, int position)
    {
        to[position] = from[position];
        foreach (int link in layout.Followers[position])
        {
            to[unknowns + link] = from[unknowns + link];
        }
    }

    /// <summary>Computes what is linked to the unknowns that were proposed, once all of these are in place.</summary>
    private void FollowAll()
    {
        for (int i = 0; i < proposedCount; i++)
        {
            foreach (int link in layout.Followers[proposed[i]])
            {
                Follow(link);
            }
        }
    }

    private void Follow(int link) => trial[unknowns + link] = layout.Links[link].Evaluate(trial);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(int term)
    {
        if (touchedCount == 0 || !touched.AsSpan(0, touchedCount).Contains(term))
        {
            touched[touchedCount++] = term;
        }
    }

    /// <summary>Updates the touched terms one after the other; the last pass leaves the misfit of them all.</summary>
    private double Evaluate()
    {
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = layout.Noise[i].Resolve(trial);
        }

        ReadOnlySpan<TLanes> noiseParameters = noiseLanes.Broadcast(noise);

        AlignedBuffer source = prediction;
        trialMisfit = misfit;
        for (int t = 0; t < touchedCount; t++)
        {
            trialMisfit = terms[touched[t]].Update(trial, source, trialPrediction, noiseParameters);
            source = trialPrediction;
        }

        predictionMoved = source == trialPrediction;
        if (!predictionMoved && (TDensity.MisfitReadsParameters || terms.Length == 0))
        {
            trialMisfit = FusedPass<TDensity, TLanes>.Misfit(data, prediction, noiseParameters);
        }

        double correlation = whitened is null ? 0 : Whiten(whitened);
        trialLogLikelihood = NoiseBinding.LogLikelihood<TDensity>(trialMisfit, noise, data.Noise.Constants) + correlation;
        if (smooth is not null && double.IsFinite(trialLogLikelihood))
        {
            trialLogLikelihood += smooth.Evaluate(trial, noise, source, predictionMoved);
        }

        return trialLogLikelihood;
    }

    /// <summary>
    /// Puts the misfit of correlated noise in place of the sum over points, where this is a number at all; returns what the
    /// correlation adds to the log likelihood.
    /// </summary>
    private double Whiten(WhitenedMisfit<TLanes> whitened)
    {
        if ((whitened.Move(noise) || predictionMoved || terms.Length == 0) && double.IsFinite(trialMisfit))
        {
            trialMisfit = whitened.Misfit(predictionMoved ? trialPrediction : prediction);
        }

        return whitened.LogDeterminant;
    }

    /// <summary>Closes a term over its component, the density of the noise and the lanes.</summary>
    private sealed class Binder(CurveData data, ParameterSource[] sources) : IModelVisitor<TermState<TLanes>>
    {
        public TermState<TLanes> VisitComponent<TComponent>()
            where TComponent : struct, IComponent => new ComponentState<TComponent, TDensity, TLanes>(data, sources);

        public TermState<TLanes> VisitCurveModel(ICurveModel model) =>
            new CurveModelState<TDensity, TLanes>(model, data, sources);
    }
}
