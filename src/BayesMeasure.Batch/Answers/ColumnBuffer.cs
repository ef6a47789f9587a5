using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Batch.Answers;

/// <summary>A column of many files, gathered until it is written as one piece.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>Adds the column of all rows of a group.</summary>
    public abstract Task Take(ParquetRowGroupReader file, int rows);

    /// <summary>Writes what was gathered, and forgets it.</summary>
    public abstract Task Write(ParquetRowGroupWriter file);
}

/// <summary>A column of texts.</summary>
internal sealed class TextBuffer(DataField field) : ColumnBuffer
{
    private readonly List<string?> texts = [];

    /// <inheritdoc/>
    public override async Task Take(ParquetRowGroupReader file, int rows)
    {
        string?[] read = new string?[rows];
        await file.ReadAsync(field, read.AsMemory());
        texts.AddRange(read);
    }

    /// <inheritdoc/>
    public override async Task Write(ParquetRowGroupWriter file)
    {
        await file.WriteAsync(field, texts);
        texts.Clear();
    }
}
