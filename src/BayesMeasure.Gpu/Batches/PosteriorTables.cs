using BayesMeasure.Gpu.Device;
using BayesMeasure.Gpu.Priors;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Gpu.Batches;

/// <summary>
/// What kernels need to know of the posteriors of a batch, one behind the other: models, priors, steps and data.
/// </summary>
/// <param name="plan">The steps of a sweep.</param>
internal sealed class PosteriorTables(SweepPlan plan)
{
    private readonly DevicePriorTable priorTable = new();

    public List<TermShape> Terms { get; } = [];

    public List<SourceShape> Sources { get; } = [];

    public List<StepShape> Steps { get; } = [];

    public List<int> Lists { get; } = [];

    public List<DevicePrior> Priors { get; } = [];

    public List<ulong> TermMasks { get; } = [];

    public List<double> Constants { get; } = [];

    public List<double> X { get; } = [];

    public List<double> Y { get; } = [];

    public List<double> Weights { get; } = [];

    public IReadOnlyList<double> PriorTable => priorTable.Values;

    /// <summary>Appends a posterior; the shape that is returned lacks what depends on the ladder.</summary>
    public TargetShape Add(Posterior posterior, ulong seed)
    {
        CurveLayout layout = posterior.Layout;
        NoiseBinding noise = posterior.Noise.Bind(posterior.Measurement);
        int terms = layout.Terms.Length;
        ulong[] masks = [.. layout.Dependents.Select(dependents =>
            dependents.Aggregate(0UL, (mask, term) => mask | 1UL << (term & 63)))];
        var shape = new TargetShape
        {
            Seed = seed,
            Points = posterior.Measurement.Count,
            Data = X.Count,
            Unknowns = layout.Parameters.Count,
            Priors = Priors.Count,
            Terms = terms,
            FirstTerm = Terms.Count,
            Parameters = layout.Terms.Sum(sources => sources.Length),
            NoiseParameters = layout.Noise.Length,
            Constants = Constants.Count,
            FirstStep = Steps.Count,
            TouchedTerms = plan.MostTouched(posterior, masks, terms),
        };
        AddTerms(posterior);
        shape.NoiseSources = AddSources(layout.Noise);
        Steps.AddRange(plan.StepsOf(posterior, Lists));
        Priors.AddRange(layout.Parameters.Select(parameter => priorTable.Describe(parameter.Prior)!.Value));
        TermMasks.AddRange(masks);
        Constants.AddRange(noise.Accept(new ConstantsVisitor()));
        X.AddRange(posterior.Measurement.X);
        Y.AddRange(posterior.Measurement.Y);
        Weights.AddRange(noise.Weights);
        return shape;
    }

    private void AddTerms(Posterior posterior)
    {
        Term[] distinct = ModelTypes.DistinctTerms(posterior);
        int parameters = 0;
        foreach ((int t, Term term) in posterior.Model.Terms.Index())
        {
            ParameterSource[] sources = posterior.Layout.Terms[t];
            int amplitude = term.AmplitudePosition ?? -1;
            Terms.Add(new(ModelTypes.KindOf(term, distinct), AddSources(sources), parameters, sources.Length, amplitude));
            parameters += sources.Length;
        }
    }

    private int AddSources(ParameterSource[] sources)
    {
        int first = Sources.Count;
        Sources.AddRange(sources.Select(source => new SourceShape(source.Position, source.Factor, source.Offset)));
        return first;
    }

    private sealed class ConstantsVisitor : ILikelihoodVisitor<double[]>
    {
        public double[] Visit<TLikelihood>(ReadOnlySpan<double> constants)
            where TLikelihood : struct, ILikelihoodOfMisfit => [.. constants];

        public double[] VisitUnknown() => [];
    }
}
