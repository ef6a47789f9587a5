using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Inference;
using BayesMeasure.Linear.Sparse;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Variational;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Proofs.Phases;

/// <summary>
/// What a user would do instead of a search: one column a candidate, where its structure has its lines and with the instrument
/// that the search has found, and a choice among columns.
/// </summary>
internal sealed class PhaseMethods
{
    private const int Joined = 4;
    private const int Degree = 9;
    private const double ModelError = 0.04;

    private readonly Matrix<double> columns;
    private readonly Vector<double> data;
    private readonly Vector<double> sigma;
    private readonly Matrix<double> background;
    private readonly Matrix<double> gram;
    private readonly Vector<double> projections;
    private readonly double squares;

    /// <param name="pattern">The pattern.</param>
    /// <param name="library">The candidates.</param>
    /// <param name="instrument">Where and how wide lines are.</param>
    public PhaseMethods(MeasuredPattern pattern, IReadOnlyList<PowderLines> library, InstrumentProfile instrument)
    {
        int count = pattern.Measurement.Count / Joined;
        double[] angles = new double[count];
        data = Vector<double>.Build.Dense(count);
        for (int i = 0; i < count * Joined; i++)
        {
            angles[i / Joined] += pattern.Measurement.X[i] / Joined;
            data[i / Joined] += pattern.Measurement.Y[i] / Joined;
        }

        sigma = data.Map(counts => Math.Sqrt(Math.Max(counts, 1) / Joined + ModelError * ModelError * counts * counts));
        background = Matrix<double>.Build.Dense(count, Degree + 1, (i, n) =>
            Math.Cos(n * Math.Acos(2 * (angles[i] - angles[0]) / (angles[^1] - angles[0]) - 1)));
        columns = Matrix<double>.Build.DenseOfColumnArrays(library.Select(lines =>
        {
            double[] values = new double[count];
            new PhasePattern(lines, pattern.Radiation, angles).Evaluate(instrument, new(), values);
            return values;
        }));
        Matrix<double> basis = Weighted(background).QR().Q;
        Matrix<double> weighted = Weighted(columns);
        Vector<double> weightedData = data.PointwiseDivide(sigma);
        Matrix<double> beside = weighted - basis * basis.TransposeThisAndMultiply(weighted);
        Vector<double> rest = weightedData - basis * basis.TransposeThisAndMultiply(weightedData);
        gram = beside.TransposeThisAndMultiply(beside);
        projections = beside.TransposeThisAndMultiply(rest);
        squares = rest * rest;
    }

    /// <summary>Least squares with amplitudes of 0 or more, and all above one percent by weight.</summary>
    public (int[] Told, double[] Probabilities) NonNegative()
    {
        Vector<double> amplitudes = NonNegative([.. Enumerable.Range(0, columns.ColumnCount)]);
        double sum = amplitudes.Sum();
        int[] told = [.. Enumerable.Range(0, columns.ColumnCount).Where(k => amplitudes[k] > 0.01 * sum)];
        return (told, [.. told.Select(_ => 1.0)]);
    }

    /// <summary>Forward steps while the criterion of Schwarz falls.</summary>
    public (int[] Told, double[] Probabilities) Stepwise()
    {
        List<int> set = [];
        double best = Criterion(set);
        while (true)
        {
            (int k, double value) = Enumerable.Range(0, columns.ColumnCount)
                .Except(set)
                .Select(k => (k, Criterion([.. set, k])))
                .MinBy(tried => tried.Item2);
            if (value >= best)
            {
                return ([.. set], [.. set.Select(_ => 1.0)]);
            }

            best = value;
            set.Add(k);
        }
    }

    /// <summary>Gates of all columns, by Gibbs, told with P of 0.5 or more.</summary>
    public (int[] Told, double[] Probabilities) Gates()
    {
        double highest = data.Maximum();
        double scale = Math.Sqrt(Math.Max(1, Rest(NonNegative([.. Enumerable.Range(0, columns.ColumnCount)])) / data.Count));
        GatedProblem problem = new(
            columns,
            [.. data],
            [.. sigma.Select(one => scale * one)],
            [.. Enumerable.Repeat(3.0 / columns.ColumnCount, columns.ColumnCount)],
            [.. columns.EnumerateColumns().Select(column => highest / column.Maximum())],
            background);
        IReadOnlyList<double> probabilities = GatedGibbs.Sample(problem, new() { BurnIn = 200, Sweeps = 1000 }).Probabilities;
        int[] told = [.. Enumerable.Range(0, columns.ColumnCount).Where(k => probabilities[k] >= 0.5)];
        return (told, [.. told.Select(k => probabilities[k])]);
    }

    /// <summary>Relaxed gates of all columns, by independent coordinates, told with selections of 0.5 or more.</summary>
    public (int[] Told, double[] Selections) Relaxed()
    {
        int count = columns.ColumnCount;
        Vector<double> amplitudes = NonNegative([.. Enumerable.Range(0, count)]);
        double level = Math.Max(1, Rest(amplitudes) / data.Count);
        double[] scales = [.. columns.EnumerateColumns().Select(column => data.Maximum() / column.Maximum())];
        Prior gates = new Prior
        {
            ["present"] = Prior.Bernoulli(3.0 / count),
            ["height"] = Prior.HalfNormal(1),
        }.Repeat(count);
        double LogLikelihood(ReadOnlySpan<double> values, Span<double> slopes)
        {
            var at = Vector<double>.Build.Dense(count);
            for (int k = 0; k < count; k++)
            {
                at[k] = values[2 * k] * values[2 * k + 1] * scales[k];
            }

            Vector<double> left = projections - gram * at;
            for (int k = 0; k < count; k++)
            {
                slopes[2 * k] = left[k] * values[2 * k + 1] * scales[k] / level;
                slopes[2 * k + 1] = left[k] * values[2 * k] * scales[k] / level;
            }

            return -0.5 * (squares - projections * at - left * at) / level;
        }

        LogLikelihoodTarget target = new(gates, values => LogLikelihood(values, new double[2 * count]), LogLikelihood)
        {
            RelaxesIndicators = true,
        };
        double[] start = [.. Enumerable.Range(0, count).SelectMany(k =>
            (double[])[3.0 / count, Math.Max(amplitudes[k] / scales[k], 1e-3)])];
        Result result = new VariationalInference
        {
            Family = GuideFamily.MeanField,
            Schedule = Schedule.GrowingBatch(new(0.05, 2, 200), 4),
            Draws = 100,
            Threads = 1,
        }.RunFrom(target, start);
        double[] selections = [.. ((VariationalReport)result.Report).Gates.Select(gate => gate.Selection)];
        int[] told = [.. Enumerable.Range(0, count).Where(k => selections[k] >= 0.5)];
        return (told, [.. told.Select(k => selections[k])]);
    }

    private Matrix<double> Weighted(Matrix<double> values) => Matrix<double>.Build.Dense(
        values.RowCount, values.ColumnCount, (i, k) => values[i, k] / sigma[i]);

    private double Criterion(List<int> set) => data.Count * Math.Log(Rest(NonNegative(set))) + set.Count * Math.Log(data.Count);

    /// <summary>The squared residual beside the background.</summary>
    private double Rest(Vector<double> amplitudes) => squares - 2 * (projections * amplitudes) + amplitudes * (gram * amplitudes);

    /// <summary>Lawson and Hanson's method on the normal equations, of some columns.</summary>
    private Vector<double> NonNegative(List<int> allowed)
    {
        Vector<double> at = Vector<double>.Build.Dense(columns.ColumnCount);
        List<int> open = [];
        for (int step = 0; step < 3 * columns.ColumnCount && allowed.Count > 0; step++)
        {
            Vector<double> gradient = projections - gram * at;
            int next = allowed.MaxBy(k => open.Contains(k) ? double.NegativeInfinity : gradient[k]);
            if (open.Contains(next) || gradient[next] <= 1e-6 * Math.Sqrt(gram[next, next]))
            {
                break;
            }

            open.Add(next);
            Settle(at, open);
        }

        return at;
    }

    /// <summary>The least squares of the open columns; those that would be negative are shut one by one.</summary>
    private void Settle(Vector<double> at, List<int> open)
    {
        while (open.Count > 0)
        {
            Matrix<double> chosen = Matrix<double>.Build.Dense(open.Count, open.Count, (i, j) => gram[open[i], open[j]]);
            Vector<double> wanted = chosen.Solve(Vector<double>.Build.Dense(open.Count, i => projections[open[i]]));
            double share = Enumerable.Range(0, open.Count)
                .Where(i => wanted[i] <= 0)
                .Select(i => at[open[i]] / (at[open[i]] - wanted[i]))
                .DefaultIfEmpty(1)
                .Min();
            for (int i = 0; i < open.Count; i++)
            {
                at[open[i]] += share * (wanted[i] - at[open[i]]);
            }

            if (share == 1)
            {
                return;
            }

            foreach (int k in open.Where(k => at[k] <= 1e-12).ToArray())
            {
                at[k] = 0;
                open.Remove(k);
            }
        }
    }
}
