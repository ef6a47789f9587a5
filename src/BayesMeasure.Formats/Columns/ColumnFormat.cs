namespace BayesMeasure.Formats.Columns;

/// <summary>
/// Columns of text, as people and programs write them: .csv, .txt, .xy, .xye, .dat, .chi. Lines, then the place of the numbers,
/// then their header, then which column is what, then the numbers.
/// </summary>
internal sealed class ColumnFormat : IMeasurementFormat
{
    /// <summary>What the format is called.</summary>
    public const string FormatName = "columns of text";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public bool HasColumns => true;

    /// <inheritdoc/>
    public bool Recognizes(FileContent content) => !ForeignFiles.Includes(content);

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        var layout = new TableLayout(content, options.Skip, (options.XColumn, options.YColumn, options.SigmaColumn));
        TableSurroundings surroundings = new TableSurroundings(content, layout).RequireNoPoints();
        TableHeader header = TableHeader.Of(content, layout, options.Skip);
        new DecimalCommas(content, layout).RequireNone(header);
        var numbers = new TableNumbers(content, layout);
        ColumnRoles roles = new ColumnRoles(content, layout, header, numbers, options).Decide();
        string?[] remarks = [content.EncodingRemark, .. surroundings.Remarks(header.Lines), header.Remark, .. roles.Remarks];
        return
        [
            .. roles.Ys.Select(y => new FoundCurve(
                roles.NameOf(y), () => Read(numbers, header, roles, y, options, [.. remarks.OfType<string>()]))),
        ];
    }

    private static CurveData Read(
        TableNumbers numbers, TableHeader header, ColumnRoles roles, int y, ReadOptions options, List<string> remarks)
    {
        int[] columns = roles.SigmaOf(y, remarks) is { } sigma ? [roles.X, y, sigma] : [roles.X, y];
        NumberStyle style = numbers.Evidence(columns).Decide(options.DecimalComma, remarks);
        double[][] values = numbers.Read(columns, style, options.DecimalComma != null, remarks);
        numbers.RequireOneCurve(values[0]);
        return new(values[0], values[1])
        {
            Sigma = values.ElementAtOrDefault(2),
            XName = NameOf(header[roles.X], "x"),
            YName = NameOf(header[y], "y"),
            XUnit = header[roles.X].Unit,
            YUnit = header[y].Unit,
            Lines = [.. numbers.Lines.Select(line => line + 1)],
            Remarks = remarks,
        };
    }

    private static string NameOf(ColumnName column, string usual) => column.Name.Length > 0 ? column.Name : usual;
}
