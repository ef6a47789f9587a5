using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;

namespace BayesMeasure.Summaries;

/// <summary>The posterior in numbers: every parameter, with label switching between equal components resolved.</summary>
public sealed record PosteriorSummary
{
    /// <summary>Chains with a larger R-hat disagree.</summary>
    internal const double HighestRHat = 1.05;

    private PosteriorSummary(Draws draws, string? orderedBy, IReadOnlyList<ParameterSummary> parameters)
    {
        Draws = draws;
        OrderedBy = orderedBy;
        Parameters = parameters;
    }

    /// <summary>The draws that are summarised, with their components in order.</summary>
    public Draws Draws { get; }

    /// <summary>The parameter by which components were ordered within each draw; null when nothing was ordered.</summary>
    public string? OrderedBy { get; }

    /// <summary>The parameters, in the order of the target.</summary>
    public IReadOnlyList<ParameterSummary> Parameters { get; }

    /// <summary>
    /// The parameters whose chains disagree: R-hat above 1.05, where 1.01 is the usual demand. Their numbers are not to be
    /// quoted. One sentence each; empty when there are none.
    /// </summary>
    public IEnumerable<string> Warnings => Parameters
        .Where(summary => summary.Convergence.RHat > HighestRHat)
        .Select(summary => string.Create(
            CultureInfo.InvariantCulture,
            $"The chains disagree about {summary.Parameter.Name} (R-hat = {summary.Convergence.RHat:F2}): use more sweeps."));

    /// <summary>Summarises a result.</summary>
    /// <param name="result">The result of an inference.</param>
    /// <param name="orderBy">
    /// The base name of the parameter by which interchangeable components are ordered within each draw, ascending; such as
    /// "center"; null for the center of a peak or the rate of a decay. Components whose priors differ, or one of which another
    /// parameter is tied to, are not interchangeable, and are left as they are.
    /// </param>
    public static PosteriorSummary Of(Result result, string? orderBy = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(result.Target, result.Draws, orderBy);
    }

    /// <summary>
    /// Summarises what a joint inference says of one measurement: the unknowns that it reads, in its own names, as those of
    /// <see cref="JointPosterior.Posteriors"/>.
    /// </summary>
    /// <param name="result">The result of an inference of a <see cref="JointPosterior"/>.</param>
    /// <param name="part">The position of the measurement in <see cref="JointPosterior.Parts"/>.</param>
    /// <param name="orderBy">As for a posterior of one measurement.</param>
    /// <exception cref="ArgumentException">The result is not that of a joint posterior.</exception>
    public static PosteriorSummary OfPart(Result result, int part, string? orderBy = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Target is not JointPosterior joint)
        {
            throw new ArgumentException("The result is not that of a joint posterior.", nameof(result));
        }

        Posterior alone = joint.Posteriors[part];
        return Of(alone, result.Draws.Of(alone.Parameters, joint.PositionsOf(part)), orderBy);
    }

    private static PosteriorSummary Of(ITarget target, Draws all, string? orderBy)
    {
        (Draws draws, string? orderedBy) = ComponentOrder.Arrange(target, all, orderBy);
        return new(draws, orderedBy, [.. draws.Parameters.Select((parameter, i) => Summarise(parameter, draws, i))]);
    }

    private static ParameterSummary Summarise(Parameter parameter, Draws draws, int position)
    {
        var summary = QuantitySummary.Of(draws, parameter.BaseName, draw => draw.Values[position]);
        return new(
            parameter,
            summary.Mean,
            summary.StandardDeviation,
            summary.Quantile05,
            summary.Median,
            summary.Quantile95,
            summary.MaximumAPosteriori,
            summary.Convergence);
    }

    /// <summary>A table in plain text.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    private ReportPage Page => new()
    {
        Tables =
        [
            QuantityTable.Of(
                ["parameter"],
                Parameters.Select(item => (new[] { item.Parameter.Name }, QuantityTable.CellsOf(item)))) with
            {
                Notes = OrderedBy is null
                    ? []
                    : [$"Components are interchangeable; in each draw they were ordered by {OrderedBy}."],
            },
        ],
        Warnings = [.. Warnings],
    };
}
