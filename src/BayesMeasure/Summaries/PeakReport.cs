using System.Collections;
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
[TypeFormatterSource]
public sealed class PeakReport : IReadOnlyList<PeakSummary>, INotebookView
{
    private readonly List<PeakSummary> peaks;

    private PeakReport(string? orderedBy, List<PeakSummary> peaks)
    {
        OrderedBy = orderedBy;
        this.peaks = peaks;
    }

    /// <summary>The parameter by which equal peaks were ordered within each draw; null when nothing was ordered.</summary>
    public string? OrderedBy { get; }

    /// <summary>The number of peaks.</summary>
    public int Count => peaks.Count;

    /// <summary>One peak.</summary>
    /// <param name="index">Its place, from 0.</param>
    public PeakSummary this[int index] => peaks[index];

    /// <summary>The peaks, in the order of the model.</summary>
    public IEnumerator<PeakSummary> GetEnumerator() => peaks.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Measures the peaks in every draw of a result.</summary>
    internal static PeakReport Of(Result result, string? orderBy)
    {
        var peaks = new List<PeakSummary>();
        string? orderedBy = null;
        foreach (MeasuredCurve curve in result.Draws.Count == 0 ? [] : result.Target.Curves)
        {
            Draws own = result.Draws.Of(curve.Posterior.Parameters, curve.Positions);
            OrderedDraws ordered = Ordered(result, curve, own, orderBy);
            int before = peaks.Count;
            peaks.AddRange(PeaksOf(curve.Posterior, result.Target.Curves.Count > 1 ? curve.Name : null, ordered.Draws));
            orderedBy ??= peaks.Count > before ? ordered.OrderedBy : null;
        }

        return new(orderedBy, peaks);
    }

    /// <summary>Measurements without that parameter are in the usual order, as long as another one has it.</summary>
    private static OrderedDraws Ordered(Result result, MeasuredCurve curve, Draws own, string? orderBy)
    {
        bool isOthers = orderBy is not null
            && !OrderedDraws.CanBeOrderedBy(orderBy, curve.Posterior, own)
            && result.Target.Curves.Any(other => OrderedDraws.CanBeOrderedBy(
                orderBy, other.Posterior, result.Draws.Of(other.Posterior.Parameters, other.Positions)));
        return OrderedDraws.Of(curve.Posterior, own, isOthers ? null : orderBy);
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
                [.. from peak in peaks from quantity in peak.Quantities select (new[] { peak.Name, quantity.Name }, quantity)]),
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
        PeakMeasures? At(int chain, int draw) =>
            posterior.Model.Terms[term].Measure(posterior.ParametersOf(draws[chain, draw], term));
        return At(chain: 0, draw: 0) is null ? null : [.. Enumerable.Range(0, draws.Chains).Select(chain =>
            Enumerable.Range(0, draws.Count).Select(draw => At(chain, draw) ?? default).ToArray())];
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
}
