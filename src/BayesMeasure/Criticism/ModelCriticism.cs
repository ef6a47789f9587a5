using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;

namespace BayesMeasure.Criticism;

/// <summary>
/// Does the model fit? What speaks against a result: residuals that are not those of its noise, data that look like the answer to
/// another question, posteriors at the bounds of their priors. Cheap, and part of every verdict of a comparison.
/// </summary>
/// <remarks>
/// It needs measured curves: of a bare log likelihood, and of noise of one's own that cannot be simulated, it says nothing but
/// what the bounds of the priors tell.
/// </remarks>
/// <example>
/// <code>
/// foreach (CriticismFinding finding in result.Criticism.Findings)
/// {
///     Console.WriteLine(finding);
/// }
/// </code>
/// </example>
[TypeFormatterSource]
public sealed class ModelCriticism : INotebookView
{
    private ModelCriticism(IReadOnlyList<CurveCriticism> curves, IReadOnlyList<CriticismFinding> findings)
    {
        Curves = curves;
        Findings = findings;
    }

    /// <summary>
    /// Each measured curve by itself, in the order of the target; those whose noise cannot be simulated are left out.
    /// </summary>
    public IReadOnlyList<CurveCriticism> Curves { get; }

    /// <summary>
    /// All that was found, curve by curve, each named where there are several, and then the bounds of priors. Empty where
    /// nothing speaks against the result.
    /// </summary>
    public IReadOnlyList<CriticismFinding> Findings { get; }

    /// <summary>Whether nothing speaks against every number of the result: no finding is an objection.</summary>
    public bool IsSound => Findings.All(finding => !finding.IsObjection);

    /// <summary>The findings, and the numbers behind them, as plain text.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    internal static ModelCriticism Of(Result result)
    {
        if (!result.Draws.AreKept || result.Draws.Count == 0)
        {
            return new([], []);
        }

        CurveCriticism[] curves = [.. result.Target.Curves.Select(curve => Of(result, curve)).OfType<CurveCriticism>()];
        return new(
            curves,
            [
                .. curves.SelectMany(curve => curve.Findings.Select(finding => result.Target.Curves.Count == 1
                    ? finding
                    : finding with { Text = $"{curve.Name}: {finding.Text}" })),
                .. PriorEdges.Of(result),
            ]);
    }

    /// <summary>The criticism of a curve; null where its noise cannot be simulated.</summary>
    private static CurveCriticism? Of(Result result, MeasuredCurve curve)
    {
        try
        {
            return CurveCriticism.Of(result, curve);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private ReportPage Page => new()
    {
        Answer = [Findings.Count == 0 ? "Nothing speaks against the model." : "What speaks against the model:",
            .. Findings.Select(finding => finding.Text)],
        Tables = Curves.Count == 0 ? [] :
        [
            new(
                [
                    ReportColumn.OfText("curve"), "points", "fitted noise", "of neighbours", "z^2", "p", "correlation", "p",
                    "region p", "largest z", "p",
                ],
                [.. Curves.Select(Row)]),
        ],
    };

    private static ReportCell[] Row(CurveCriticism curve) =>
    [
        curve.Name,
        (long)curve.Points,
        Short(curve.FittedNoise),
        Short(curve.NeighbourNoise),
        ReportCell.Fixed(curve.MeanSquare, 2),
        Short(curve.MeanSquareProbability),
        ReportCell.Fixed(curve.Correlations.Count == 0 ? double.NaN : curve.Correlations[0], 2),
        Short(curve.CorrelationProbability),
        Short(curve.RegionProbability),
        ReportCell.Fixed(curve.LargestScore, 1),
        Short(curve.LargestProbability),
    ];

    private static ReportCell Short(double value) => double.IsNaN(value) ? "-" : ValueWithError.Rounded(value, 3);
}
