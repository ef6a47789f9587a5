using BayesMeasure.Gpu.Device;
using BayesMeasure.Gpu.Priors;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

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

    public List<DistributionTable> Priors { get; } = [];

    public List<ulong> TermMasks { get; } = [];

    public List<double> Constants { get; } = [];

    public List<double> X { get; } = [];

    public List<double> Y { get; } = [];

    public List<double> Weights { get; } = [];

    public IReadOnlyList<double> PriorTable => priorTable.Values;

    /// <summary>Appends a posterior; the shape that is returned lacks what depends on the ladder.</summary>
    public TargetShape Add(Posterior posterior, ulong seed)
    {
        PosteriorTable table = posterior.Table;
        ulong[] masks = [.. table.TermsOf.Select(MaskOf)];
        var shape = new TargetShape
        {
            Seed = seed,
            Points = posterior.Measurement.Count,
            Data = X.Count,
            Unknowns = posterior.Parameters.Count,
            Priors = Priors.Count,
            Terms = table.Terms.Count,
            FirstTerm = Terms.Count,
            Parameters = table.Terms.Sum(rows => rows.Count),
            NoiseParameters = table.Noise.Count,
            Constants = Constants.Count,
            FirstStep = Steps.Count,
            TouchedTerms = plan.MostTouched(posterior, masks, table.Terms.Count),
        };
        AddTerms(posterior, table);
        shape.NoiseSources = AddSources(table.Noise);
        Steps.AddRange(plan.StepsOf(posterior, Lists));
        Priors.AddRange(posterior.Parameters.Select(parameter => priorTable.Add(parameter.Prior)));
        TermMasks.AddRange(masks);
        Constants.AddRange(posterior.NoiseBinding.Constants);
        X.AddRange(posterior.Measurement.X);
        Y.AddRange(posterior.Measurement.Y);
        Weights.AddRange(posterior.NoiseBinding.Weights);
        return shape;
    }

    /// <summary>Terms that are 64 apart share a bit.</summary>
    private static ulong MaskOf(IReadOnlyList<int> terms) => terms.Aggregate(0UL, (mask, term) => mask | 1UL << (term & 63));

    private void AddTerms(Posterior posterior, PosteriorTable table)
    {
        Term[] distinct = ModelTypes.DistinctTerms(posterior);
        int parameters = 0;
        foreach ((Term term, IReadOnlyList<ParameterRow> rows) in posterior.Model.Terms.Zip(table.Terms))
        {
            int amplitude = term.AmplitudePosition ?? -1;
            Terms.Add(new(ModelTypes.KindOf(term, distinct), AddSources(rows), parameters, rows.Count, amplitude));
            parameters += rows.Count;
        }
    }

    private int AddSources(IReadOnlyList<ParameterRow> rows)
    {
        int first = Sources.Count;
        Sources.AddRange(rows.Select(row => new SourceShape(row.Unknown ?? -1, row.Factor, row.Offset)));
        return first;
    }
}
