using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Results;

/// <summary>
/// Position, height, width and area of every peak of a model, each with its posterior: what is compared between spectra, whatever the
/// shape of the peaks.
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
    /// The peaks, in the order of the model; empty for a model without any, and for what is not the posterior of one curve. A peak is
    /// a component that has <see cref="IComponent.Measure"/>.
    /// </summary>
    public IReadOnlyList<PeakSummary> Peaks { get; }

    /// <summary>Measures the peaks in every draw of a result.</summary>
    /// <param name="result">The result of an inference.</param>
    /// <param name="orderBy">The parameter by which equal peaks are ordered, as in <see cref="PosteriorSummary.Of"/>.</param>
    public static PeakReport Of(Result result, string orderBy = PosteriorSummary.UsualOrder)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Target is not Posterior posterior || result.Draws.Count == 0)
            return new(null, []);
        (Draws draws, bool isOrdered) = ComponentOrder.Arrange(result, orderBy);
        IEnumerable<PeakSummary> peaks =
            from term in Enumerable.Range(0, posterior.Model.Terms.Count)
            let measures = MeasuresOf(posterior, draws, term)
            where measures is not null
            select Summarise(posterior, draws, posterior.Model.Terms[term], measures);
        return new(isOrdered ? orderBy : null, [.. peaks]);
    }

    /// <summary>A table in plain text.</summary>
    public override string ToString()
    {
        IEnumerable<string> lines =
            from peak in Peaks
            from quantity in peak.Quantities
            select string.Create(
                CultureInfo.InvariantCulture,
                $"{peak.Name,-12} {quantity.Name,-12} {quantity.Mean,12:G5} {quantity.StandardDeviation,12:G3} {quantity.Unit}").TrimEnd();
        return string.Join(Environment.NewLine, lines.Prepend($"{"peak",-12} {"measure",-12} {"mean",12} {"sd",12} unit"));
    }

    /// <summary>The measures of one term in every draw; null for a term that is not a peak.</summary>
    private static PeakMeasures[][]? MeasuresOf(Posterior posterior, Draws draws, int term)
    {
        PeakMeasure? measure = posterior.Model.Terms[term].Accept(new MeasureFinder());
        if (measure?.Invoke(posterior.ParametersOf(draws[0, 0], term)) is null)
            return null;
        return [.. Enumerable.Range(0, draws.Chains).Select(chain => Enumerable.Range(0, draws.Count)
            .Select(draw => measure(posterior.ParametersOf(draws[chain, draw], term)) ?? default).ToArray())];
    }

    private static PeakSummary Summarise(Posterior posterior, Draws draws, Term term, PeakMeasures[][] measures)
    {
        QuantitySummary Of(string name, Func<PeakMeasures, double> quantity, string? unit) =>
            QuantitySummary.Of(draws, name, [.. measures.Select(chain => Array.ConvertAll(chain, one => quantity(one)))])
                with { Unit = unit };
        Measurement data = posterior.Measurement;
        string? areaUnit = data.YUnit is null || data.XUnit is null ? null : $"{data.YUnit} {data.XUnit}";
        bool hasCompanions = measures.Any(chain => chain.Any(one => !one.TotalArea.Equals(one.Area)));
        return new(
            string.Join(' ', new[] { term.Label, "peak", term.Component?.ToString(CultureInfo.InvariantCulture) }.OfType<string>()),
            term.Component,
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
