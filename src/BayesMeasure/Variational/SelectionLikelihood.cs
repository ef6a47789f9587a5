using System.Numerics;
using System.Runtime.InteropServices;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Variational;

/// <summary>
/// The log likelihood of a <see cref="SelectionProblem"/> with relaxed gates. Used by one thread at a time; an evaluation
/// allocates nothing.
/// </summary>
internal sealed class SelectionLikelihood(SelectionProblem problem)
{
    // A relaxed gate that is less open is shut.
    private const double LeastOpen = 1e-9;

    private readonly int rows = problem.Rows;
    private readonly int own = problem.OwnMoves.Count;
    private readonly double[] scales = [.. problem.Columns.Select(column => column.Scale)];
    private readonly double[] amplitudes = new double[problem.Columns.Count];
    private readonly double[] b = new double[problem.Length];
    private readonly double[] rest = new double[problem.Length];

    /// <summary>The problem as a target.</summary>
    public static LogLikelihoodTarget TargetOf(SelectionProblem problem)
    {
        Prior prior = new();
        foreach ((int k, SelectionColumn column) in problem.Columns.Index())
        {
            prior += new Prior
            {
                [$"present[{k + 1}]"] = Prior.Bernoulli(1 / (1 + Math.Exp(-column.LogOdds))),
                [$"height[{k + 1}]"] = Prior.HalfNormal(1),
            };
            foreach (string name in problem.OwnMoves)
            {
                prior += new Prior { [$"{name}[{k + 1}]"] = Prior.Normal(0, 1) };
            }
        }

        foreach ((string name, double mean) in problem.SharedMoves)
        {
            prior += new Prior { [name] = Prior.Normal(mean, 1) };
        }

        int count = problem.Coordinates + problem.Columns.Count;
        ThreadLocal<(SelectionLikelihood Likelihood, double[] Slopes)> each = new(() => (new(problem), new double[count]));
        return new(
            prior,
            values => each.Value.Likelihood.Evaluate(values, each.Value.Slopes),
            (values, gradient) => each.Value.Likelihood.Evaluate(values, gradient))
        {
            RelaxesIndicators = true,
        };
    }

    /// <summary>b of the last evaluation.</summary>
    public ReadOnlySpan<double> B => b;

    /// <summary>p - G b of the last evaluation.</summary>
    public ReadOnlySpan<double> Rest => rest;

    /// <summary>Q of the last evaluation.</summary>
    public double Misfit { get; private set; }

    /// <summary>The level of the noise of the last evaluation.</summary>
    public double Level { get; private set; }

    /// <summary>The log likelihood and its derivatives by the values.</summary>
    public double Evaluate(ReadOnlySpan<double> values, Span<double> gradient)
    {
        int unknowns = problem.OwnUnknowns;
        ReadOnlySpan<double> shared = values[(unknowns * amplitudes.Length)..];
        problem.Projections.Span.CopyTo(rest);
        for (int k = 0; k < amplitudes.Length; k++)
        {
            Open(k, values.Slice(unknowns * k, unknowns), shared);
        }

        Misfit = problem.Square
            - InnerProduct.Of(b, rest) - InnerProduct.Of(b, problem.Projections.Span);
        Level = Math.Max(Misfit / problem.Points, problem.LeastLevel);
        gradient.Clear();
        Span<double> byShared = gradient[(unknowns * amplitudes.Length)..];
        for (int k = 0; k < amplitudes.Length; k++)
        {
            Span<double> byOwn = gradient.Slice(unknowns * k, unknowns);
            AddSlopes(k, values.Slice(unknowns * k, unknowns), shared, byOwn, byShared);
        }

        return -0.5 * problem.Points * Math.Log(Level) - 0.5 * Misfit / Level;
    }

    /// <summary>The numbers of a column in b, and what they take off p.</summary>
    private void Open(int k, ReadOnlySpan<double> values, ReadOnlySpan<double> shared)
    {
        Span<double> of = b.AsSpan(rows * k, rows);
        of.Clear();
        amplitudes[k] = values[0] < LeastOpen ? 0 : values[0] * values[1] * scales[k];
        if (amplitudes[k] == 0)
        {
            return;
        }

        of[0] = amplitudes[k];
        for (int i = 1; i < rows; i++)
        {
            of[i] = amplitudes[k] * (i <= own ? values[1 + i] : shared[i - 1 - own]);
        }

        Subtract(of, problem.Gram.Span.Slice(rows * k * b.Length, rows * b.Length));
    }

    /// <summary>
    /// Takes a column's share of G b off the rest: all its rows in one pass. Each number has its own sum, in the order of the
    /// rows, so that bits do not depend on the width of vectors.
    /// </summary>
    private void Subtract(ReadOnlySpan<double> of, ReadOnlySpan<double> products)
    {
        Span<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(rest.AsSpan());
        for (int j = 0; j < wide.Length; j++)
        {
            Vector<double> sum = wide[j];
            for (int i = 0; i < of.Length; i++)
            {
                sum -= of[i] * new Vector<double>(products[(i * rest.Length + j * Vector<double>.Count)..]);
            }

            wide[j] = sum;
        }

        for (int j = wide.Length * Vector<double>.Count; j < rest.Length; j++)
        {
            for (int i = 0; i < of.Length; i++)
            {
                rest[j] -= of[i] * products[i * rest.Length + j];
            }
        }
    }

    /// <summary>dQ/db is -2 times the rest.</summary>
    private void AddSlopes(
        int k, ReadOnlySpan<double> values, ReadOnlySpan<double> shared, Span<double> byOwn, Span<double> byShared)
    {
        ReadOnlySpan<double> left = rest.AsSpan(rows * k, rows);
        double byAmplitude = left[0];
        for (int i = 1; i < rows; i++)
        {
            byAmplitude += left[i] * (i <= own ? values[1 + i] : shared[i - 1 - own]);
            Span<double> slopes = i <= own ? byOwn[(1 + i)..] : byShared[(i - 1 - own)..];
            slopes[0] += amplitudes[k] * left[i] / Level;
        }

        byOwn[0] = byAmplitude * values[1] * scales[k] / Level;
        byOwn[1] = byAmplitude * values[0] * scales[k] / Level;
    }
}
