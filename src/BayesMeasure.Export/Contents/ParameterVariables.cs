using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Export.Contents;

/// <summary>
/// The unknowns as variables: one of all equal components is of chain, draw and component, so that "center[1]" and "center[2]"
/// are the center of two peaks.
/// </summary>
internal static class ParameterVariables
{
    private const string Peak = "peak";
    private const string Component = "component";

    /// <summary>The variables of some draws.</summary>
    /// <param name="draws">The draws, with equal components in order.</param>
    /// <param name="sample">The dimensions of chains and draws.</param>
    public static IReadOnlyList<InferenceVariable> Of(Draws draws, IReadOnlyList<InferenceDimension> sample)
    {
        var names = new DataNames(sample.Select(dimension => dimension.Name));
        var dimensions = new Dictionary<string, InferenceDimension>();
        var variables = new List<InferenceVariable>();
        foreach (int[] positions in Together(draws.Parameters))
        {
            Parameter first = draws.Parameters[positions[0]];
            bool isRepeated = first.Component is not null;
            string name = isRepeated ? first.BaseName : first.Name;
            InferenceDimension[] own = isRepeated ? [DimensionOf(draws.Parameters, positions, names, dimensions)] : [];
            variables.Add(new(names.Of(name), [.. sample, .. own], Values(draws, positions))
            {
                LongName = name,
                Unit = first.Unit,
            });
        }

        return variables;
    }

    /// <summary>The positions of the unknowns that make a variable each, in the order of the components.</summary>
    private static IEnumerable<int[]> Together(IReadOnlyList<Parameter> parameters) => parameters.Index()
        .GroupBy(entry => (entry.Item.BaseName, entry.Item.Component is null ? entry.Index : -1))
        .Select(group => group.OrderBy(entry => entry.Item.Component).Select(entry => entry.Index).ToArray());

    /// <summary>
    /// The dimension of the components of a kind. What fewer of them have, since others have it fixed or in common, has one of
    /// its own.
    /// </summary>
    private static InferenceDimension DimensionOf(
        IReadOnlyList<Parameter> parameters, int[] positions, DataNames names, Dictionary<string, InferenceDimension> known)
    {
        string label = LabelOf(parameters[positions[0]].BaseName);
        long[] numbers = [.. positions.Select(position => (long)parameters[position].Component.GetValueOrDefault())];
        string key = $"{label}:{string.Join(',', numbers)}";
        if (!known.TryGetValue(key, out InferenceDimension? dimension))
        {
            string kind = IsPeak(parameters, label) ? Peak : Component;
            dimension = new(names.Of(label.Length > 0 ? $"{label}_{kind}" : kind), numbers);
            known.Add(key, dimension);
        }

        return dimension;
    }

    /// <summary>
    /// The label of the term that reads a parameter: "gaussian" of "gaussian.center"; empty where there is none.
    /// </summary>
    private static string LabelOf(string baseName) => baseName[..Math.Max(0, baseName.LastIndexOf('.'))];

    /// <summary>What has a position is a peak.</summary>
    private static bool IsPeak(IReadOnlyList<Parameter> parameters, string label) => parameters.Any(parameter =>
        parameter is { Component: not null, Role: ParameterRole.Position } && LabelOf(parameter.BaseName) == label);

    private static double[] Values(Draws draws, int[] positions)
    {
        double[] values = new double[draws.Chains * draws.Count * positions.Length];
        int next = 0;
        for (int chain = 0; chain < draws.Chains; chain++)
        {
            for (int draw = 0; draw < draws.Count; draw++)
            {
                ReadOnlySpan<double> point = draws[chain, draw];
                foreach (int position in positions)
                {
                    values[next++] = point[position];
                }
            }
        }

        return values;
    }
}
