using BayesMeasure.Posteriors;

namespace BayesMeasure.Comparison;

/// <summary>The measured values that models explain: free energies are comparable only for the same ones.</summary>
internal static class ComparedData
{
    /// <exception cref="ArgumentException">Two models explain different data; the message names them.</exception>
    public static void RequireSame(IReadOnlyList<ComparedModel> models)
    {
        (string Name, double[]? Values)[] known = [.. models
            .Select(model => (model.Name, Values: ValuesOf(model.Target)))
            .Where(item => item.Values is not null)];
        foreach ((string name, double[]? values) in known.Skip(1))
        {
            if (!values!.SequenceEqual(known[0].Values!))
            {
                throw new ArgumentException(
                    $"\"{known[0].Name}\" and \"{name}\" explain different data: their free energies cannot be compared. "
                    + "Whether measurements should be joined is asked with Integration.");
            }
        }
    }

    /// <summary>
    /// All measured values, in an order that does not depend on that of the measurements; null for a bare target.
    /// </summary>
    private static double[]? ValuesOf(ITarget target) =>
        target.Curves.Count == 0 ? null : [.. target.Curves.SelectMany(curve => curve.Measurement.Y).Order()];
}
