using System.Numerics.Tensors;
using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>Finds phases whose grains lie in order: plates and needles, by the plane that explains the most.</summary>
/// <param name="context">What all steps of the search share.</param>
internal sealed class TextureSearch(SearchContext context)
{
    // A texture is tried where it may gain this much, and where the phase is seen as clearly.
    private const double LeastGain = 6;
    private const double LeastSignal = 12;
    private const int Steps = 6;

    private static readonly (int H, int K, int L)[] Planes =
        [(0, 0, 1), (1, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)];

    /// <summary>The set with the textures for which the evidence is.</summary>
    public Hypothesis Ordered(Hypothesis at, PatternFit fit, Func<Linearised, Hypothesis> weighed)
    {
        for (int place = 0; place < at.Fit.State.Phases.Length; place++)
        {
            if (BestPlane(at.Fit, place) is not { } plane)
            {
                continue;
            }

            PhaseTerm phase = at.Fit.State.Phases[place];
            FitState state = at.Fit.State with
            {
                Phases = at.Fit.State.Phases.SetItem(place, phase with { Plane = plane }),
            };
            Hypothesis ordered = weighed(fit.Refine(state, Steps));
            at = ordered.LogEvidence > at.LogEvidence ? ordered : at;
        }

        return at;
    }

    private (int H, int K, int L)? BestPlane(Linearised at, int place)
    {
        PhaseTerm phase = at.State.Phases[place];
        double signal = phase.Height / Math.Sqrt(at.Variance(at.State.FirstOf(place)));
        if (phase.Plane != null || signal < LeastSignal || context.Candidates[phase.Candidate].Crystal == null)
        {
            return null;
        }

        ((int H, int K, int L) plane, double gain) = Planes
            .Select(plane => (plane, Gain(at, phase, plane)))
            .MaxBy(tried => tried.Item2);
        return gain > LeastGain ? plane : null;
    }

    /// <summary>What a little texture would gain, beside all that the fit can bend.</summary>
    private double Gain(Linearised at, PhaseTerm phase, (int H, int K, int L) plane)
    {
        int count = context.Points.Count;
        double[] values = new double[count];
        double[] derivatives = new double[PhasePattern.ParameterCount * count];
        context.Candidates[phase.Candidate].Evaluate(at.State.Instrument, phase.Shape, plane, values, derivatives);
        Span<double> column = derivatives.AsSpan((int)PatternParameter.Texture * count, count);
        TensorPrimitives.Multiply(column, context.Points.RootWeights, column);
        (double precision, double amplitude) = at.Beside(column);
        return 0.5 * precision * amplitude * amplitude;
    }
}
