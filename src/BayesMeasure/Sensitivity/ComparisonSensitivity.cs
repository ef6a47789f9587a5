using System.Globalization;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;

namespace BayesMeasure.Sensitivity;

/// <summary>
/// How much a comparison of models owes to the widths of the priors: log Z of each model, and p(model | data), when each prior is
/// halved or doubled in all models that have it, under the comparison's prior over models; see <see cref="PriorSensitivity"/>.
/// </summary>
public sealed class ComparisonSensitivity
{
    private const double NegligibleProbability = 0.001;

    private readonly ModelComparison comparison;

    private ComparisonSensitivity(ModelComparison comparison, IReadOnlyList<double> factors)
    {
        this.comparison = comparison;
        Comparisons = [..
            from name in comparison.Models.SelectMany(model => PriorSensitivity.NamesOf(model.Result)).Distinct()
            from factor in factors
            select Scale(name, factor)];
    }

    /// <summary>The comparison for every prior and factor: the priors as they first appear, each with all factors.</summary>
    public IReadOnlyList<ScaledComparison> Comparisons { get; }

    /// <summary>Reweights the draws of every model.</summary>
    /// <param name="comparison">What was found.</param>
    /// <param name="factors">What widths are multiplied by; null for <see cref="PriorSensitivity.UsualFactors"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is not above 0 and finite.</exception>
    public static ComparisonSensitivity Of(ModelComparison comparison, IReadOnlyList<double>? factors = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new(comparison, factors ?? PriorSensitivity.UsualFactors);
    }

    /// <summary>
    /// Two tables in plain text, of the changes of log Z and of p(model | data), and why some could not be had.
    /// </summary>
    public override string ToString()
    {
        string[] refusals = [.. Comparisons
            .SelectMany(row => row.Evidences)
            .Select(evidence => evidence.Refusal)
            .OfType<string>()
            .Distinct()];
        IEnumerable<string> changes = Comparisons
            .Select(row => Row(row, row.Evidences.Select(evidence => Change(evidence, refusals))));
        IEnumerable<string> probabilities = Comparisons.Select(row => Row(row, row.Probabilities.Select(Probability)));
        return string.Join(
            Environment.NewLine,
            [
                Header("change of log Z"),
                .. changes,
                Header("p(model | data)"),
                Line("as given", "", comparison.Models.Select(model => Probability(model.Probability))),
                .. probabilities,
                .. refusals.Select((reason, index) => $"({index + 1}) {reason}"),
            ]);
    }

    private string Header(string title) => Line(title, "width", comparison.Models.Select(model => model.Name));

    private static string Row(ScaledComparison row, IEnumerable<string> cells) =>
        Line(row.Name, PriorSensitivity.Width(row.Factor), cells);

    private static string Line(string title, string width, IEnumerable<string> cells) =>
        $"{title,-16} {width,-6}{string.Concat(cells.Select(cell => $" {cell,15}"))}".TrimEnd();

    private static string Change(ScaledEvidence evidence, string[] refusals) =>
        evidence.Refusal is { } reason ? $"({Array.IndexOf(refusals, reason) + 1})" : $"{evidence}";

    private static string Probability(double value) =>
        double.IsNaN(value) ? "-" : value.ToString("F4", CultureInfo.InvariantCulture);

    private ScaledComparison Scale(string name, double factor)
    {
        ScaledEvidence[] evidences =
            [.. comparison.Models.Select(model => new PriorReweighting(model.Result, name, factor).Evidence())];
        double[] probabilities = [.. evidences.Select(_ => double.NaN)];
        double[] errors = [.. probabilities];
        double lost = comparison.Models.Zip(evidences)
            .Where(pair => pair.Second.FreeEnergy is null)
            .Sum(pair => pair.First.Probability);
        if (lost < NegligibleProbability)
        {
            int[] known = [.. Enumerable.Range(0, evidences.Length).Where(k => evidences[k].FreeEnergy is not null)];
            FreeEnergyEstimate[] estimates = [.. known.Select(k => evidences[k].FreeEnergy!)];
            double[] normalised = ProbabilityErrors.Probabilities([.. known.Select(
                k => Math.Log(comparison.Models[k].PriorProbability) + evidences[k].FreeEnergy!.LogEvidence)]);
            for (int i = 0; i < known.Length; i++)
            {
                probabilities[known[i]] = normalised[i];
                errors[known[i]] = ProbabilityErrors.StandardError(normalised, estimates, i);
            }
        }

        return new(name, factor) { Evidences = evidences, Probabilities = probabilities, ProbabilityStandardErrors = errors };
    }
}
