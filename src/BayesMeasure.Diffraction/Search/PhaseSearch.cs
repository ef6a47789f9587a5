using BayesMeasure.Diffraction.Lines;

namespace BayesMeasure.Diffraction.Search;

/// <summary>Which phases a pattern shows.</summary>
public static class PhaseSearch
{
    internal static double Mark;
    internal static (SearchContext Context, Hypothesis Best, PhaseSelection Selection, GateAnswer Gates) Select(
        MeasuredPattern pattern, IReadOnlyList<PowderLines> candidates, PhaseSearchOptions options)
    {
        SearchContext context = new(pattern, candidates, options);
        double share = Math.Min(0.5, options.ExpectedPhases / candidates.Count);
        double[] logOdds = [.. candidates.Select(_ => Math.Log(share / (1 - share)))];
        HypothesisEvidence evidence = new(context.HeightScales(), logOdds);
        MatchedFilter filter = context.Filter(context.Instrument, context.Fit);
        Linearised begin = context.Fit.Begin(context.Instrument);
        double offset = filter.Offset(begin.Residual, options.LargestShift, begin.Misfit / begin.Independent);
        PhaseSelection selection = new(context, context.Fit, evidence);
        Hypothesis best = selection.Select(filter, context.Instrument with { Zero = offset });
        Mark = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        GateStage stage = new(context, selection.Fit, context.HeightScales(), logOdds);
        FilterMatch[] matches = context.Filter(best.Fit.State.Instrument, selection.Fit)
            .Matches(best.Fit.Residual, best.Fit.State.Instrument, best.Fit.Scale);
        return (context, best, selection, stage.Sample(best.Fit, matches, selection.Replacements));
    }
}
