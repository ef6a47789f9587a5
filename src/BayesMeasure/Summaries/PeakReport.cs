using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;

namespace BayesMeasure.Summaries;

/// <summary>
/// Position, height, width and area of every peak of a model, each with its posterior: what is compared between spectra, whatever
/// the shape of the peaks.
/// </summary>
public sealed record PeakReport
{
    private PeakReport(string? orderedBy, IReadOnlyList<PeakSummary> peaks)
    {
        OrderedBy = orderedBy;
        Peaks = peaks;
    }

    /// <summary>The parameter by which equal peaks were ordered within each draw; null when nothing was ordered.</summary>
    public string? OrderedBy { get; }

    /// <summary>
    /// The peaks, in the order of the model; those of joined measurements one measurement after the other; empty for a target
    /// without a forward model. A peak is a component that has <see cref="IComponent.Measure"/>.
    /// </summary>
    public IReadOnlyList<PeakSummary> Peaks { get; }

    /// <summary>Measures the peaks in every draw of a result.</summary>
    /// <param name="result">The result of an inference.</param>
    /// <param name="orderBy">
    /// The parameter by which equal peaks are ordered, as in <see cref="PosteriorSummary.Of(Result, string)"/>.
    /// </param>
    public static PeakReport Of(Result result, string? orderBy = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<(string? Part, Posterior Posterior, Draws Draws)> curves = result.Target switch
        {
            _ when result.Draws.Count == 0 => [],
            Posterior posterior => [(null, posterior, result.Draws)],
            JointPosterior joint => joint.Posteriors.Select((posterior, part) => (
                (string?)joint.Parts[part].Name, posterior, result.Draws.Of(posterior.Parameters, joint.PositionsOf(part)))),
            _ => [],
        };
        var peaks = new List<PeakSummary>();
        string? orderedBy = null;
        foreach ((string? part, Posterior posterior, Draws drawn) in curves)
        {
            (Draws draws, string? order) = ComponentOrder.Arrange(posterior, drawn, orderBy);
            int before = peaks.Count;
            peaks.AddRange(PeaksOf(posterior, part, draws));
            orderedBy ??= peaks.Count > before ? order : null;
        }

        return new(orderedBy, peaks);
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
                ["peak", "measure"],
                from peak in Peaks
                from quantity in peak.Quantities
                select (new[] { peak.Name, quantity.Name }, QuantityTable.CellsOf(quantity))),
        ],
    };

    private static IEnumerable<PeakSummary> PeaksOf(Posterior posterior, string? part, Draws draws) =>
        from item in posterior.Model.Terms.Index()
        let measures = MeasuresOf(posterior, draws, item.Index)
        where measures is not null
        select Summarise(posterior.Measurement, NameOf(item.Item, part), item.Item.Component, draws, measures);

    /// <summary>The measures of one term in every draw; null for a term that is not a peak.</summary>
    private static PeakMeasures[][]? MeasuresOf(Posterior posterior, Draws draws, int term)
    {
        PeakMeasure? measure = posterior.Model.Terms[term].Accept(new MeasureFinder());
        if (measure?.Invoke(posterior.ParametersOf(draws[0, 0], term)) is null)
        {
            return null;
        }

        return [.. Enumerable.Range(0, draws.Chains).Select(chain => Enumerable.Range(0, draws.Count)
            .Select(draw => measure(posterior.ParametersOf(draws[chain, draw], term)) ?? default).ToArray())];
    }

    private static string NameOf(Term term, string? part) =>
        string.Join(
            ' ',
            new[] { part, term.Label, "peak", term.Component?.ToString(CultureInfo.InvariantCulture) }.OfType<string>());

    private static PeakSummary Summarise(
        Measurement data, string name, int? component, Draws draws, IReadOnlyList<PeakMeasures[]> measures)
    {
        QuantitySummary Of(string quantity, Func<PeakMeasures, double> value, string? unit)
        {
            IReadOnlyList<double[]> chains = [.. measures.Select(chain => Array.ConvertAll(chain, one => value(one)))];
            return QuantitySummary.Of(draws, quantity, chains) with { Unit = unit };
        }

        string? areaUnit = data.YUnit is null || data.XUnit is null ? null : $"{data.YUnit} {data.XUnit}";
        bool hasCompanions = measures.Any(chain => chain.Any(one => !one.TotalArea.Equals(one.Area)));
        return new(
            name,
            component,
            Of("position", one => one.Position, data.XUnit),
            Of("height", one => one.Height, data.YUnit),
            Of("width", one => one.Width, data.XUnit),
            Of("area", one => one.Area, areaUnit),
            hasCompanions ? Of("total area", one => one.TotalArea, areaUnit) : null);
    }

    private delegate PeakMeasures? PeakMeasure(ReadOnlySpan<double> parameters);

    private sealed class MeasureFinder : IModelVisitor<PeakMeasure?>
    {
        public PeakMeasure? VisitComponent<TComponent>()
            where TComponent : struct, IComponent => TComponent.Measure;

        public PeakMeasure? VisitSpanModel(ISpanModel model) => null;
    }
}
