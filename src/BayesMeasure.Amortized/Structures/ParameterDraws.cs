using System.Globalization;
using System.Text;

namespace BayesMeasure.Amortized.Structures;

/// <summary>A draw of the parameters of a curve.</summary>
/// <param name="Structure">The structure that they belong to.</param>
/// <param name="Values">
/// The values, in the order of <see cref="StructureFamily.ParameterNamesOf"/>; equal components in the order of their positions.
/// </param>
public sealed record ParameterDraw(Structure Structure, IReadOnlyList<double> Values);

/// <summary>Draws of the parameters of a curve, given one structure or averaged over structures.</summary>
public sealed class ParameterDraws
{
    private readonly StructureFamily family;
    private readonly Dictionary<Structure, string[]> names;

    internal ParameterDraws(StructureFamily family, IReadOnlyList<ParameterDraw> draws)
    {
        this.family = family;
        Draws = draws;
        names = draws.Select(draw => draw.Structure).Distinct()
            .ToDictionary(structure => structure, structure => family.ParameterNamesOf(structure).ToArray());
        Names = [.. names.Values.SelectMany(one => one).Distinct()];
    }

    /// <summary>The draws.</summary>
    public IReadOnlyList<ParameterDraw> Draws { get; }

    /// <summary>The names of the parameters that any of the draws has.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The values of a parameter, in those draws that have it.</summary>
    /// <param name="name">The name, such as "peak.center[1]".</param>
    /// <exception cref="KeyNotFoundException">No draw has it; the message lists those there are.</exception>
    public IReadOnlyList<double> this[string name]
    {
        get
        {
            RequireName(name);
            Dictionary<Structure, int> positions = names.ToDictionary(one => one.Key, one => Array.IndexOf(one.Value, name));
            return
            [
                .. Draws.Select(draw => (draw.Values, Position: positions[draw.Structure])).Where(draw => draw.Position >= 0)
                    .Select(draw => draw.Values[draw.Position]),
            ];
        }
    }

    /// <summary>The share of draws that have a parameter: the probability that there is one.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">No draw has it; the message lists those there are.</exception>
    public double ShareWith(string name) => (double)this[name].Count / Draws.Count;

    /// <summary>The curve of each draw, without noise.</summary>
    /// <param name="x">Where it is predicted.</param>
    public IReadOnlyList<double[]> Predict(IReadOnlyList<double> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        double[] points = [.. x];
        return [.. Draws.Select(draw => family.Predict(draw.Structure, draw.Values, points))];
    }

    /// <summary>A line a parameter: its share, mean and standard deviation.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (string name in Names)
        {
            IReadOnlyList<double> values = this[name];
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            text.Append(CultureInfo.InvariantCulture, $"{name}: {mean:G4} +- {deviation:G2}");
            text.AppendLine(CultureInfo.InvariantCulture, $" (in {(double)values.Count / Draws.Count:P0} of draws)");
        }

        return text.ToString();
    }

    private void RequireName(string name)
    {
        if (!Names.Contains(name))
        {
            throw new KeyNotFoundException($"No draw has a parameter \"{name}\". Known are {string.Join(", ", Names)}.");
        }
    }
}
