using BayesMeasure.Reports;
using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Export.Tables;

/// <summary>A table of draws as Parquet.</summary>
internal static class DrawParquet
{
    /// <summary>Writes a file.</summary>
    public static void Write(string path, DrawTable table)
    {
        byte[] file = WriteAll(table).GetAwaiter().GetResult();
        WholeFile.Write(path, stream => stream.Write(file));
    }

    private static async Task<byte[]> WriteAll(DrawTable table)
    {
        DataField[] numbers = [new DataField<int>(DrawTable.Chain), new DataField<int>(DrawTable.Draw)];
        DataField[] fields = [.. table.Columns.Select(column => new DataField<double>(column.Name))];
        var file = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new([.. numbers, .. fields]), file))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<int>(numbers[0], table.Chains);
            await group.WriteAsync<int>(numbers[1], table.Draws);
            foreach ((DataField field, DrawColumn column) in fields.Zip(table.Columns))
            {
                await group.WriteAsync<double>(field, column.Values);
            }
        }

        return file.ToArray();
    }
}
