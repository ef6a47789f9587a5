using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// A function to be made small that is the mean of N terms, or an expectation over draws, with exact gradients: a step of a
/// descent takes the mean over some terms or draws alone.
/// </summary>
/// <remarks>
/// Functions that are given write the gradient into the span that they are handed, one element a parameter, and return the value.
/// They are called from several threads at once. What they leave unwritten, or write that is no finite number, is refused by term
/// and parameter. What is known in closed form beside the terms can be added:
/// <code>
/// var objective = StochasticObjective.OfTerms(["x"], 4096, Term) with { Mean = Mean, Smoothing = Smoothed };
/// </code>
/// </remarks>
public sealed record StochasticObjective
{
    private StochasticObjective(TermSource source)
    {
        Source = source;
    }

    /// <summary>The names of the parameters, in the order of a point's elements.</summary>
    public IReadOnlyList<string> ParameterNames => Source.ParameterNames;

    /// <summary>The number N of terms; null for an expectation, whose batch is a number of draws.</summary>
    public int? Terms => Source.Terms;

    /// <summary>
    /// The mean of all terms in closed form: from a point and the span of its gradient to the value. Null, the default, adds the
    /// terms up; for an expectation it takes 4,096 fixed draws.
    /// </summary>
    public Func<ReadOnlySpan<double>, Span<double>, double>? Mean { get; init; }

    /// <summary>
    /// The Hessian of the mean times a vector: from a point, the vector, and the span of the product. Null, the default, takes
    /// that of a posterior, and else central differences of gradients.
    /// </summary>
    public Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>>? HessianProduct { get; init; }

    /// <summary>
    /// The mean smoothed in closed form, E f(x - s u) with u standard normal in every coordinate: from a point, the standard
    /// deviation s and the span of the gradient to the value. Null, the default, for none.
    /// </summary>
    public Func<ReadOnlySpan<double>, double, Span<double>, double>? Smoothing { get; init; }

    /// <summary>Where the terms come from.</summary>
    internal TermSource Source { get; }

    /// <summary>The mean of N terms.</summary>
    /// <param name="parameterNames">The names of the parameters, at least one.</param>
    /// <param name="terms">The number N of terms: at least 1. One term has no gradient noise.</param>
    /// <param name="term">
    /// From the number of a term, from 0, a point and the span of its gradient to the value of the term.
    /// </param>
    /// <exception cref="ArgumentException">There is no parameter, or no term.</exception>
    public static StochasticObjective OfTerms(
        IReadOnlyList<string> parameterNames, int terms, Func<int, ReadOnlySpan<double>, Span<double>, double> term)
    {
        RequireNames(parameterNames);
        ArgumentOutOfRangeException.ThrowIfLessThan(terms, 1);
        ArgumentNullException.ThrowIfNull(term);
        return new(new TermFunctions([.. parameterNames], terms, term));
    }

    /// <summary>
    /// The mean of N terms that a function averages a batch at a time, which pays for networks and other large models.
    /// </summary>
    /// <param name="parameterNames">The names of the parameters, at least one.</param>
    /// <param name="terms">The number N of terms: at least 1. One term has no gradient noise.</param>
    /// <param name="batch">
    /// From the numbers of the terms of a batch, from 0, a point and the span of the gradient of their mean to the mean of their
    /// values.
    /// </param>
    /// <exception cref="ArgumentException">There is no parameter, or no term.</exception>
    public static StochasticObjective OfBatches(
        IReadOnlyList<string> parameterNames,
        int terms,
        Func<ReadOnlySpan<int>, ReadOnlySpan<double>, Span<double>, double> batch)
    {
        RequireNames(parameterNames);
        ArgumentOutOfRangeException.ThrowIfLessThan(terms, 1);
        ArgumentNullException.ThrowIfNull(batch);
        return new(new BatchFunction([.. parameterNames], terms, batch));
    }

    /// <summary>
    /// An expectation over draws, such as an evidence lower bound with its sign turned: the batch is the number of draws.
    /// </summary>
    /// <param name="parameterNames">The names of the parameters, at least one.</param>
    /// <param name="draw">
    /// From the stream of random numbers, of which it takes what one draw needs, a point and the span of the gradient to the
    /// value of one draw.
    /// </param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    public static StochasticObjective OfDraws(
        IReadOnlyList<string> parameterNames, Func<RandomStream, ReadOnlySpan<double>, Span<double>, double> draw)
    {
        RequireNames(parameterNames);
        ArgumentNullException.ThrowIfNull(draw);
        return new(new DrawFunction([.. parameterNames], draw));
    }

    /// <summary>A function without noise: one term.</summary>
    /// <param name="parameterNames">The names of the parameters, at least one.</param>
    /// <param name="function">From a point and the span of its gradient to the value.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    public static StochasticObjective OfFunction(
        IReadOnlyList<string> parameterNames, Func<ReadOnlySpan<double>, Span<double>, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return OfTerms(parameterNames, 1, (_, x, gradient) => function(x, gradient));
    }

    /// <summary>
    /// Minus the log posterior density of measured curves over the number of data points: a term is a data point, with an equal
    /// share of the log prior. Gradients are by dual numbers.
    /// </summary>
    /// <remarks>
    /// The parameters are the coordinates in which they are explored (the logarithm of a scale), from the mean of the prior there
    /// and in units of its standard deviation: the priors' means are the point 0. <see cref="PointOf"/> and <see
    /// cref="ValuesAt"/> go there and back. A step out of the support of a prior ends on its edge. The density is that of the
    /// coordinates.
    /// </remarks>
    /// <param name="target">A posterior, or a joint one.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is an indicator or its prior has no standard deviation, the level of the noise was integrated out, or the
    /// target explains no curve.
    /// </exception>
    public static StochasticObjective OfPosterior(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new(new PosteriorTerms(target));
    }

    /// <summary>
    /// The value at a point, and the gradient there: one evaluation, for which all that a descent keeps is made anew.
    /// </summary>
    /// <param name="x">The point: one element a parameter.</param>
    /// <param name="gradient">Where the gradient goes, as long as the point.</param>
    /// <exception cref="ArgumentException">The lengths are wrong.</exception>
    /// <exception cref="InvalidOperationException">A term is no finite number; the message names term and parameter.</exception>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        RequirePoint(x.Length, nameof(x));
        RequirePoint(gradient.Length, nameof(gradient));
        return new ObjectiveState(this).Evaluate(x, gradient);
    }

    /// <summary>
    /// The point that has given values of a posterior's parameters; the values themselves for other objectives.
    /// </summary>
    /// <param name="values">One value a parameter.</param>
    public double[] PointOf(ReadOnlySpan<double> values)
    {
        RequirePoint(values.Length, nameof(values));
        return Source.PointOf(values);
    }

    /// <summary>The values of a posterior's parameters at a point; the point itself for other objectives.</summary>
    /// <param name="point">One element a parameter.</param>
    public double[] ValuesAt(ReadOnlySpan<double> point)
    {
        RequirePoint(point.Length, nameof(point));
        return Source.ValuesAt(point);
    }

    internal void RequirePoint(int length, string name)
    {
        if (length != ParameterNames.Count)
        {
            throw new ArgumentException(
                $"{length} numbers were given for {name}, but the objective has {ParameterNames.Count} parameters "
                + $"({string.Join(", ", ParameterNames)}).",
                name);
        }
    }

    /// <summary>Which coordinates have one of some names, full or without the number of the component; all for no name.</summary>
    internal bool[] Mask(IReadOnlyList<string> names)
    {
        foreach (string name in names.Where(name => !ParameterNames.Any(known => IsNameOf(known, name))))
        {
            throw new ArgumentException(
                $"There is no parameter '{name}' to smooth; the parameters are {string.Join(", ", ParameterNames)}.");
        }

        return [.. ParameterNames.Select(known => names.Count == 0 || names.Any(name => IsNameOf(known, name)))];
    }

    private static bool IsNameOf(string known, string name) =>
        known == name || known.StartsWith($"{name}[", StringComparison.Ordinal);

    private static void RequireNames(IReadOnlyList<string> parameterNames)
    {
        ArgumentNullException.ThrowIfNull(parameterNames);
        if (parameterNames.Count == 0)
        {
            throw new ArgumentException("An objective needs at least one parameter.", nameof(parameterNames));
        }
    }
}
