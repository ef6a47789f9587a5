using BayesMeasure.Batch.Protocol;
using BayesMeasure.Formats;
using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Batch.Answers;

/// <summary>The numbers of a merged table as maps of the source's shape, read a column at a time.</summary>
internal sealed class AnswerMaps
{
    private const int None = -1;

    private readonly BatchPlan plan;
    private readonly string table;
    private readonly Dictionary<string, int> positions;
    private readonly int[] measurements;
    private readonly int[] candidates;
    private readonly int[] best;

    private AnswerMaps(BatchPlan plan, string table)
    {
        (this.plan, this.table) = (plan, table);
        positions = plan.Candidates.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        measurements = [.. Values<int>(AnswerColumns.Index).Select(index => index!.Value)];
        candidates = [.. Texts(AnswerColumns.Candidate).Select(PositionOf)];
        best = Best();
    }

    private int Count => plan.Source.Count;

    private int PositionOf(string? candidate) => candidate is not null && positions.TryGetValue(candidate, out int position)
        ? position
        : None;

    /// <summary>Writes maps of the best candidate, of whether it was decided, of all log Z and p, and of its unknowns.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="table">The path of the merged table.</param>
    /// <param name="path">Where the maps go.</param>
    public static void Write(BatchPlan plan, string table, string path)
    {
        var maps = new AnswerMaps(plan, table);
        MapFile.Write(
            path,
            plan.Source.Shape,
            plan.Candidates,
            [
                NamedMap.OfWhole("K", maps.Components),
                NamedMap.OfWhole("candidate", () => maps.best),
                NamedMap.OfWhole("decided", maps.Decided),
                maps.Layered(AnswerColumns.Probability),
                maps.Layered(AnswerColumns.LogEvidence),
                maps.Layered(AnswerColumns.StandardError),
                .. plan.Parameters.SelectMany(name => AnswerColumns.OfParameter.Take(2).Select(
                    number => maps.OfBest(AnswerColumns.NameOf(name, number.Ending)))),
            ]);
    }

    /// <summary>The position of the most probable candidate of each measurement; -1 where there is no answer.</summary>
    private int[] Best()
    {
        int[] found = new int[Count];
        double[] most = new double[Count];
        Array.Fill(found, None);
        Array.Fill(most, double.NegativeInfinity);
        foreach ((int row, double? p) in Values<double>(AnswerColumns.Probability).Index())
        {
            if (candidates[row] >= 0 && p > most[measurements[row]])
            {
                (found[measurements[row]], most[measurements[row]]) = (candidates[row], p.Value);
            }
        }

        return found;
    }

    /// <summary>
    /// How many components the best candidate has; its position, where candidates are not told apart by a number.
    /// </summary>
    private int[] Components()
    {
        int[] components = [.. best];
        FillBest(Values<int>(AnswerColumns.Components), (at, value) => components[at] = value);
        return components;
    }

    private int[] Decided()
    {
        int[] decided = [.. best.Select(position => position < 0 ? None : 0)];
        FillBest(Values<bool>(AnswerColumns.Decided), (at, value) => decided[at] = value ? 1 : 0);
        return decided;
    }

    private NamedMap Layered(string column) => NamedMap.Of(
        column,
        () =>
        {
            double[] values = Missing(Count * plan.Candidates.Count);
            foreach ((int row, double? value) in Values<double>(column).Index())
            {
                if (candidates[row] >= 0)
                {
                    values[measurements[row] * plan.Candidates.Count + candidates[row]] = value ?? double.NaN;
                }
            }

            return values;
        },
        isLayered: true);

    private NamedMap OfBest(string column) => NamedMap.Of(column, () =>
    {
        double[] values = Missing(Count);
        FillBest(Values<double>(column), (at, value) => values[at] = value);
        return values;
    });

    private static double[] Missing(int count)
    {
        double[] values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }

    private void FillBest<T>(IEnumerable<T?> column, Action<int, T> set)
        where T : struct
    {
        foreach ((int row, T? value) in column.Index())
        {
            if (candidates[row] >= 0 && candidates[row] == best[measurements[row]] && value is { } number)
            {
                set(measurements[row], number);
            }
        }
    }

    private IEnumerable<T?> Values<T>(string column)
        where T : struct => Groups(column, async (group, field) =>
        {
            var values = new T?[group.RowCount];
            await group.ReadAsync<T>(field, values.AsMemory());
            return values;
        });

    private IEnumerable<string?> Texts(string column) => Groups(column, async (group, field) =>
    {
        string?[] texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts.AsMemory());
        return texts;
    });

    private IEnumerable<T> Groups<T>(string column, Func<ParquetRowGroupReader, DataField, Task<T[]>> read)
    {
        using FileStream file = File.OpenRead(table);
        ParquetReader reader = ParquetReader.CreateAsync(file).GetAwaiter().GetResult();
        DataField field = reader.Schema.DataFields.Single(field => field.Name == column);
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            foreach (T value in read(rows, field).GetAwaiter().GetResult())
            {
                yield return value;
            }
        }
    }
}
