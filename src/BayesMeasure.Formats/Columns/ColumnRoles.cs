using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Columns;

/// <summary>
/// Which column is x, which are y, and which has the standard deviations of one: by names, by places, by what the user says.
/// </summary>
/// <param name="content">The file.</param>
/// <param name="layout">Where its numbers lie.</param>
/// <param name="header">The names of its columns.</param>
/// <param name="numbers">Its numbers.</param>
/// <param name="options">What the user says.</param>
internal sealed class ColumnRoles(
    FileContent content, TableLayout layout, TableHeader header, TableNumbers numbers, ReadOptions options)
{
    /// <summary>Two columns are scales of one axis when a straight line leaves no more than this share of the range.</summary>
    private const double LinearTolerance = 1e-5;

    private const int FewestWrapped = 4;

    private static readonly HashSet<string> IndexNames =
        new(
            ["", "#", "index", "idx", "no", "no.", "nr", "nr.", "n", "row", "point", "unnamed: 0"],
            StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> WithErrors = [".xy", ".xye", ".dat", ".chi"];

    private readonly List<string> remarks = [];

    /// <summary>What was decided so far.</summary>
    public IReadOnlyList<string> Remarks => remarks;

    /// <summary>The column of x, from 0.</summary>
    public int X { get; private set; }

    /// <summary>The columns that may be y, from 0, the one to read first.</summary>
    public IReadOnlyList<int> Ys { get; private set; } = [];

    /// <summary>Decides.</summary>
    public ColumnRoles Decide()
    {
        X = options.XColumn is { } x ? Find(x) : 0;
        int y = options.YColumn is { } chosen ? Find(chosen) : -1;
        if (options.XColumn == null && y < 0)
        {
            y = ByTheirNames();
        }

        if (options.XColumn == null && y < 0)
        {
            SkipScales();
        }

        if (y < 0)
        {
            RequireNoWrappedLines();
            y = TableLayout.UsualY(X);
        }

        RequireDifferent(y);
        Ys = options.YColumn != null ? [y] : [y, .. Enumerable.Range(0, layout.Columns).Where(column => MayBeY(column, y))];
        return this;
    }

    /// <summary>The column of the standard deviations of a y, from 0; null where there is none.</summary>
    /// <param name="y">The column of y.</param>
    /// <param name="decided">What was decided.</param>
    public int? SigmaOf(int y, List<string> decided)
    {
        if (options.SigmaColumn is { } chosen)
        {
            int sigma = Find(chosen);
            return sigma != X && sigma != y ? sigma : throw SameColumn(sigma);
        }

        int named = Enumerable.Range(0, layout.Columns).FirstOrDefault(column => IsNamedSigmaOf(column, y), -1);
        if (options.WithoutSigma)
        {
            decided.AddRange(named < 0
                ? []
                : [$"The standard deviations in the column \"{header[named].Header}\" are not used, as the noise was chosen."]);
            return null;
        }

        if (named >= 0)
        {
            decided.Add($"The standard deviations of y are those of the column \"{header[named].Header}\".");
            return named;
        }

        return header.HasNames && content.Extension != ".xye" ? null : UnnamedSigma(y, decided);
    }

    /// <summary>What a column is called.</summary>
    public string NameOf(int column) => header[column].Name.Length > 0 ? header[column].Name : $"column {column + 1}";

    private int Find(CsvColumn column)
    {
        int index = column.Number is { } number
            ? number - 1
            : Array.FindIndex(header.Columns, one => one.Is(column.Name!));
        return index >= 0 && index < layout.Columns
            ? index
            : throw content.ErrorAt(
                layout.First + 1,
                $"There is no column {column}.",
                $"Each line has {layout.Columns} columns; choose one of them.");
    }

    private bool IsNamedSigmaOf(int column, int y) => column != X && column != y
        && (header[column].IsUncertaintyOf(header[y])
            || (header[column].IsUncertainty && column > y && !Enumerable.Range(y + 1, column - y - 1).Any(MayBeNamedY)));

    private bool MayBeNamedY(int column) => column != X && !header[column].IsUncertainty
        && !Enumerable.Range(0, layout.Columns).Any(other => header[column].IsUncertaintyOf(header[other]));

    private bool MayBeY(int column, int y) =>
        column > X && column != y && header.HasNames && MayBeNamedY(column) && numbers.IsNumeric(column);

    /// <summary>In these files the third column is the error of y, if it can be one.</summary>
    private int? UnnamedSigma(int y, List<string> decided)
    {
        int column = y + 1;
        if (column >= layout.Columns || options.YColumn != null || options.XColumn != null)
        {
            return null;
        }

        bool mustBe = content.Extension == ".xye";
        if (mustBe || (WithErrors.Contains(content.Extension) && layout.Columns == column + 1 && numbers.IsPositive(column)))
        {
            decided.Add($"Column {column + 1} of a file {content.Extension} is taken for the standard deviations of y.");
            return column;
        }

        decided.Add($"Column {column + 1} is not read; if it has the standard deviations of y, choose it for sigma.");
        return null;
    }

    /// <summary>Where columns are called x and y in another order, the names are believed; the column of y, or -1.</summary>
    private int ByTheirNames()
    {
        int x = Array.FindIndex(header.Columns, column => column.Name is "x" or "X");
        int y = Array.FindIndex(header.Columns, column => column.Name is "y" or "Y");
        if (x < 0 || y < 0 || (x, y) == (0, 1) || x >= layout.Columns || y >= layout.Columns)
        {
            return -1;
        }

        remarks.Add($"x and y are columns {x + 1} and {y + 1}, by their names.");
        X = x;
        return y;
    }

    /// <summary>A first column that only counts the lines is no x, and neither is a second scale of the same axis.</summary>
    private void SkipScales()
    {
        if (layout.Columns < 3)
        {
            return;
        }

        if (header.HasNames && IndexNames.Contains(header[0].Header) && numbers.IsIndex(0))
        {
            remarks.Add("Column 1 only counts the lines: x is column 2, y is column 3.");
            X = 1;
        }
        else if (
            content.Extension != ".xye" && options.SigmaColumn?.Number is not <= 3 && numbers.AreScales(0, 1, LinearTolerance))
        {
            remarks.Add("Column 2 is a second scale of column 1, a linear function of it: x is column 2, y is column 3.");
            X = 1;
        }
    }

    /// <summary>Programs write one long series of numbers in lines of equal length, which look like columns.</summary>
    private void RequireNoWrappedLines()
    {
        if (options.XColumn == null && !header.HasNames && layout.Columns >= FewestWrapped && !numbers.AreInOrder(0))
        {
            throw content.ErrorAt(
                layout.First + 1,
                $"Of {layout.Columns} columns without names the first goes up and down: one series of numbers, written in lines?",
                "Write a line for each point, or choose the columns of x and y.");
        }
    }

    private void RequireDifferent(int y)
    {
        if (X == y)
        {
            throw SameColumn(y);
        }
    }

    private Measurements.MeasurementFormatException SameColumn(int column) => content.Error(
        $"Two of x, y and sigma come from column {column + 1}.", "Choose different columns for x, y and sigma.");
}
