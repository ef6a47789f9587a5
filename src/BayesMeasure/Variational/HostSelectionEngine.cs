using BayesMeasure.Posteriors;

namespace BayesMeasure.Variational;

/// <summary>Fits guides on the host, problems side by side.</summary>
internal sealed class HostSelectionEngine : ISelectionEngine
{
    public IReadOnlyList<SelectionGuide> Fit(
        IReadOnlyList<SelectionProblem> problems, VariationalInference settings, CancellationToken cancellation)
    {
        SelectionGuide[] guides = new SelectionGuide[problems.Count];
        int threads = settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads;
        ParallelOptions together = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, guides.Length, together, i => guides[i] = Fit(problems[i], settings, cancellation));
        return guides;
    }

    private static SelectionGuide Fit(SelectionProblem problem, VariationalInference settings, CancellationToken cancellation)
    {
        LogLikelihoodTarget target = problem.ToTarget();
        GuideUnknowns unknowns = new(target);
        (double[] means, double[] deviations) = problem.Start();
        double[] logits = [.. problem.Columns.Select(column =>
            Math.Log(column.StartSelection / (1 - column.StartSelection)))];
        LowerBound bound = new(unknowns, target.CreateGradient()!, settings.Seed, chain: 0);
        FittedGuide fitted = new GuideFit(unknowns, bound, settings).Run(GuideStart.Of(means, deviations, logits), cancellation);
        fitted.Guide.Restart();
        return new()
        {
            Problem = problem,
            Means = fitted.Guide.Mean,
            Deviations = fitted.Guide.Deviations,
            Logits = [.. Enumerable.Range(0, logits.Length).Select(fitted.Guide.Logit)],
            Bound = fitted.Bound,
            Steps = fitted.Steps,
            Divergence = fitted.Divergence,
        };
    }
}
