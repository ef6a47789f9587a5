using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>A point to begin a search from.</summary>
/// <param name="Values">One value an unknown of the target.</param>
/// <param name="IsMissing">
/// For each component that the target can insert, whether the point lacks it, so that it is to be found.
/// </param>
internal sealed record ModeStart(double[] Values, bool[] IsMissing)
{
    /// <summary>A point that lacks nothing.</summary>
    public static ModeStart Whole(ITarget target, IReadOnlyList<double> values) =>
        new([.. values], new bool[InsertedComponent.Of(target).Count]);
}

/// <summary>
/// Points to begin from in a target with one component more or less than another one, of which the mode is known.
/// </summary>
internal static class ModeNeighbours
{
    /// <summary>The mode of a smaller target: what it lacks is missing.</summary>
    /// <param name="target">The larger target.</param>
    /// <param name="smaller">The mode of the smaller one.</param>
    public static ModeStart WithMore(ITarget target, Mode smaller)
    {
        Dictionary<string, double> known = ValuesOf(smaller);
        double[] values = new ExploredUnknowns(target.Parameters).Middle();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = known.GetValueOrDefault(target.Parameters[i].Name, values[i]);
        }

        bool[] missing = [.. InsertedComponent.Of(target).Select(component =>
            component.Component.Own.Any(own => !known.ContainsKey(target.Parameters[own].Name)))];
        return new(values, missing);
    }

    /// <summary>The mode of a larger target, less each of its components in turn.</summary>
    /// <param name="target">The smaller target.</param>
    /// <param name="larger">The mode of the larger one.</param>
    public static IEnumerable<ModeStart> WithLess(ITarget target, Mode larger)
    {
        Dictionary<string, double> known = ValuesOf(larger);
        int components = larger.Target.Parameters.Max(parameter => parameter.Component ?? 0);
        for (int left = 1; left <= components; left++)
        {
            double[] values =
                [.. target.Parameters.Select(parameter => known.GetValueOrDefault(NameIn(parameter, left), double.NaN))];
            if (!values.Any(double.IsNaN))
            {
                yield return ModeStart.Whole(target, values);
            }
        }
    }

    private static Dictionary<string, double> ValuesOf(Mode mode) =>
        mode.Target.Parameters.Index().ToDictionary(item => item.Item.Name, item => mode.Values[item.Index]);

    /// <summary>What a parameter is called where one component more stands before or behind.</summary>
    private static string NameIn(Parameter parameter, int left) => parameter.Component is not int component || component < left
        ? parameter.Name
        : parameter.Name.Replace($"[{component}]", $"[{component + 1}]", StringComparison.Ordinal);
}
