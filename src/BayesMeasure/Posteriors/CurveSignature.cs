using System.Globalization;
using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>
/// How the terms and the noise of measured curves read the unknowns, in words that can be compared: what is read as it is, with a
/// factor and an offset, or through the function of a link.
/// </summary>
/// <param name="curves">The curves.</param>
internal sealed class CurveSignature(IReadOnlyList<MeasuredCurve> curves)
{
    private readonly Dictionary<object, int> numbers = [];

    /// <summary>
    /// Whether the same terms read all of these: no term is a component's own, so that terms do not tell whether they are alike.
    /// </summary>
    public bool IsInsideOfTerms(int[][] components) => components
        .SelectMany(component => component)
        .Select(position => string.Join("; ", curves.Select(curve => TermsThatRead(curve, position))))
        .Distinct()
        .Count() == 1;

    /// <summary>What each term reads when every unknown stands elsewhere, in an order that is not that of the terms.</summary>
    /// <param name="places">For each unknown, the position of the one that is read in its place.</param>
    public IEnumerable<string> Of(int[] places) => curves.Index()
        .SelectMany(item => OfCurve(item.Item, places).Order(StringComparer.Ordinal).Prepend($"curve {item.Index}"));

    private static string TermsThatRead(MeasuredCurve curve, int position)
    {
        int local = curve.Positions.ToList().IndexOf(position);
        return local < 0 ? "" : string.Join(' ', curve.Posterior.Layout.Dependents[local]);
    }

    private IEnumerable<string> OfCurve(MeasuredCurve curve, int[] places)
    {
        CurveLayout layout = curve.Posterior.Layout;
        foreach ((Term term, ParameterSource[] sources) in curve.Posterior.Model.Terms.Zip(layout.Terms))
        {
            yield return $"term {NumberOf(term.Kind)}: {TextOf(sources)}";
        }

        yield return $"noise: {TextOf(layout.Noise)}";
        string TextOf(IEnumerable<ParameterSource> sources) => string.Join(", ", sources.Select(SourceText));
        string SourceText(ParameterSource source)
        {
            if (source.Position < curve.Positions.Count)
            {
                int? place = source.Position < 0 ? null : places[curve.Positions[source.Position]];
                return string.Create(CultureInfo.InvariantCulture, $"{source.Factor} * {place} + {source.Offset}");
            }

            LinkedParameter link = layout.Links[source.Position - curve.Positions.Count];
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Factor} * link {NumberOf(link.Function)}({TextOf(link.Sources)}) + {source.Offset}");
        }
    }

    private int NumberOf(object kind)
    {
        numbers.TryAdd(kind, numbers.Count);
        return numbers[kind];
    }
}
