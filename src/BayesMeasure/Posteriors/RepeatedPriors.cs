namespace BayesMeasure.Posteriors;

/// <summary>What the names of repeated priors tell of components, where no term says what is one.</summary>
internal static class RepeatedPriors
{
    /// <summary>
    /// The components of every repeated prior, and after them those of all repeated priors together that have the same numbers:
    /// weights may be repeated in one prior and means in another. For each set and each component, the positions of its
    /// parameters.
    /// </summary>
    public static IEnumerable<int[][]> ComponentsOf(IReadOnlyList<Parameter> parameters)
    {
        int[] priors = NumbersOf(parameters);
        Series[] series = [.. Enumerable.Range(0, parameters.Count)
            .Where(position => parameters[position].Component is not null)
            .GroupBy(position => (priors[position], parameters[position].BaseName))
            .Select(group => new Series(
                group.Key.Item1, string.Join(' ', group.Select(position => parameters[position].Component)), [.. group]))];
        IEnumerable<int[][]> single = series.GroupBy(one => (one.Prior, one.Components)).Select(Join);
        IEnumerable<int[][]> joint = series.GroupBy(one => one.Components)
            .Where(group => group.DistinctBy(one => one.Prior).Count() > 1)
            .Select(Join);
        return single.Concat(joint);
        int[][] Join(IEnumerable<Series> group) => [.. group.SelectMany(one => one.Positions)
            .GroupBy(position => parameters[position].Component)
            .Select(component => component.OrderBy(position => parameters[position].BaseName, StringComparer.Ordinal).ToArray())];
    }

    /// <summary>Several repeated priors stand one after the other, and each counts its components from 1 again.</summary>
    private static int[] NumbersOf(IReadOnlyList<Parameter> parameters)
    {
        int[] numbers = new int[parameters.Count];
        int last = 0;
        for (int position = 0; position < numbers.Length; position++)
        {
            int component = parameters[position].Component ?? last;
            numbers[position] = (position == 0 ? 0 : numbers[position - 1]) + (component < last ? 1 : 0);
            last = component;
        }

        return numbers;
    }

    /// <summary>The parameters of one base name in one repeated prior, with the numbers of their components in words.</summary>
    private sealed record Series(int Prior, string Components, int[] Positions);
}
