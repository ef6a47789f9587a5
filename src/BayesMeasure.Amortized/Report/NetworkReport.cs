using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Inference;

namespace BayesMeasure.Amortized.Report;

/// <summary>
/// How good a network is, on simulated curves that it never saw, beside the prior and the referee. Calibration alone is no proof:
/// the prior passes it.
/// </summary>
public sealed record NetworkReport
{
    /// <summary>The family.</summary>
    public required StructureFamily Family { get; init; }

    /// <summary>The number of curves.</summary>
    public required int Curves { get; init; }

    /// <summary>The mean of -ln q(structure | curve) over the curves' own structures, in nats.</summary>
    public required double CrossEntropy { get; init; }

    /// <summary>The same of the prior.</summary>
    public required double PriorCrossEntropy { get; init; }

    /// <summary>
    /// How much the network lies above the exact posterior, in nats: the mean of KL(exact || network). Null where none is exact.
    /// </summary>
    public required double? Gap { get; init; }

    /// <summary>
    /// The expected calibration error of the probabilities of decisions: in ten bins, the distance of their mean from how often
    /// they came true, weighted by the bin.
    /// </summary>
    public required double CalibrationError { get; init; }

    /// <summary>What the referee found; null where nobody was asked.</summary>
    public required RefereeMeasures? Referee { get; init; }

    /// <summary>The ranks of true parameters among draws, by name; empty where the network tells no parameters.</summary>
    public required IReadOnlyDictionary<string, RankStatistics> Parameters { get; init; }

    /// <summary>By the lambda of the curve, in five ranges: the measures of structures.</summary>
    public required IReadOnlyList<LambdaMeasures> Lambdas { get; init; }

    /// <summary>Examines a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="inference">What finds evidence; not needed where it is exact, or where nothing is refereed.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public static NetworkReport Of(StructureNetwork network, ReportOptions? options = null, IInference? inference = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new NetworkExamination(network, (options ?? new()).RequireValid(), inference).Report();
    }

    /// <summary>The report as text.</summary>
    public override string ToString() => new NetworkReportPage(this).ToString();

    /// <summary>The report as a piece of an HTML page.</summary>
    public string ToHtml() => new NetworkReportPage(this).ToHtml();
}

/// <summary>What a referee found of answers of a network.</summary>
/// <param name="Curves">The number of curves that it judged.</param>
/// <param name="InclusionError">The mean of |p(decision) - exact| of the network; NaN where none is exact.</param>
/// <param name="CorrectedError">The same after the correction by evidence.</param>
/// <param name="PriorError">The same of the prior.</param>
/// <param name="EffectiveShare">The median of ESS/S.</param>
/// <param name="Refused">The share of answers that were refused.</param>
public sealed record RefereeMeasures(
    int Curves, double InclusionError, double CorrectedError, double PriorError, double EffectiveShare, double Refused);

/// <summary>How good a network is in a range of lambda.</summary>
/// <param name="Least">The smallest lambda.</param>
/// <param name="Most">The largest lambda.</param>
/// <param name="Curves">The number of curves.</param>
/// <param name="CrossEntropy">The mean of -ln q(structure | curve), in nats.</param>
/// <param name="PriorCrossEntropy">The same of the prior.</param>
/// <param name="ExactCrossEntropy">The same of the exact posterior; NaN where none is exact.</param>
public sealed record LambdaMeasures(
    double Least, double Most, int Curves, double CrossEntropy, double PriorCrossEntropy, double ExactCrossEntropy);
