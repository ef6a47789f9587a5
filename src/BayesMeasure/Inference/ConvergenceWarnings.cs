using System.Globalization;
using BayesMeasure.Diagnostics;

namespace BayesMeasure.Inference;

/// <summary>What chains that disagree, or are worth few draws, take from the numbers of a result: one sentence each.</summary>
internal static class ConvergenceWarnings
{
    /// <summary>With fewer effective draws, the ends of an interval are known to a third of its width.</summary>
    private const double FewestEffective = 100;

    private const int MostNamed = 3;

    /// <param name="ordered">The draws, equal components in order.</param>
    /// <param name="convergence">What is known of each unknown, in the order of the draws.</param>
    public static IEnumerable<string> Of(OrderedDraws ordered, IReadOnlyList<ConvergenceDiagnostics> convergence)
    {
        (string Numbers, int[] Positions)[] confusions = [.. ordered.Confusions];
        HashSet<int> confused = [.. confusions.SelectMany(confusion => confusion.Positions)];
        string[] names = [.. ordered.Draws.Parameters.Select(parameter => parameter.Name)];
        bool Disagree(int position) => convergence[position].RHat > ConvergenceDiagnostics.HighestRHat;
        IEnumerable<string> single = Enumerable.Range(0, names.Length)
            .Where(position => Disagree(position) && !confused.Contains(position))
            .Select(position => string.Create(
                CultureInfo.InvariantCulture,
                $"The chains disagree about {names[position]} (R-hat = {convergence[position].RHat:F2}): ")
                + "use more sweeps.");
        IEnumerable<string> together = confusions.Where(confusion => confusion.Positions.Any(Disagree)).Select(confusion =>
            $"The chains disagree about components {confusion.Numbers}, which cannot be told apart: use fewer components if "
            + "one of them is redundant, or else more sweeps.");
        return [.. single, .. together, .. Few(names, convergence)];
    }

    private static IEnumerable<string> Few(string[] names, IReadOnlyList<ConvergenceDiagnostics> convergence)
    {
        (string Name, double Effective)[] few =
        [
            .. names.Zip(convergence, (name, known) => (name, known.BulkEffectiveSamples))
                .Where(item => item.BulkEffectiveSamples < FewestEffective)
                .OrderBy(item => item.BulkEffectiveSamples),
        ];
        if (few.Length > 0)
        {
            string named = string.Join(", ", few.Take(MostNamed).Select(item =>
                string.Create(CultureInfo.InvariantCulture, $"{item.Name} ({item.Effective:F0})")));
            string more = few.Length > MostNamed ? $" and {few.Length - MostNamed} more" : "";
            yield return $"Fewer than {FewestEffective} effective draws of {named}{more}: their intervals are rough. "
                + "Use more sweeps.";
        }
    }
}
