using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Batch.Answers;

/// <summary>A column of numbers or flags.</summary>
internal sealed class ValueBuffer<T>(DataField field) : ColumnBuffer
    where T : struct
{
    private T?[] values = [];
    private int count;

    /// <inheritdoc/>
    public override async Task Take(ParquetRowGroupReader file, int rows)
    {
        Array.Resize(ref values, Math.Max(values.Length, count + rows));
        await file.ReadAsync<T>(field, values.AsMemory(count, rows));
        count += rows;
    }

    /// <inheritdoc/>
    public override async Task Write(ParquetRowGroupWriter file)
    {
        await file.WriteAsync<T>(field, values.AsMemory(0, count));
        count = 0;
    }
}
