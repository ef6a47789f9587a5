namespace BayesMeasure.Formats.Columns;

/// <summary>The numbers of a table, column by column; NaN where one is missing.</summary>
/// <param name="content">The file.</param>
/// <param name="layout">Where its numbers lie.</param>
internal sealed class TableNumbers(FileContent content, TableLayout layout)
{
    private const int ScaleRows = 1000;

    /// <summary>The lines with points, from 0.</summary>
    public int[] Lines { get; } = [.. layout.Rows];

    /// <summary>
    /// Looks at how the numbers of some columns are written; between commas, only quoted ones have commas of their own.
    /// </summary>
    public NumberStyleEvidence Evidence(IReadOnlyList<int> columns)
    {
        var evidence = new NumberStyleEvidence(content);
        char mark = layout.Splitter.Separator == ',' ? '"' : ',';
        if (content.Text.Contains(mark))
        {
            foreach (int line in Lines)
            {
                ReadOnlySpan<char> text = content.Lines[line];
                layout.Splitter.Split(text);
                foreach (int column in columns)
                {
                    evidence.Add(layout.Splitter.Field(text, column), line);
                }
            }
        }

        return evidence;
    }

    /// <summary>Reads some columns.</summary>
    /// <exception cref="Measurements.MeasurementFormatException">A field is no number.</exception>
    /// <param name="columns">The columns, from 0.</param>
    /// <param name="style">How their numbers are written.</param>
    /// <param name="isSure">Whether the user said what commas and points are.</param>
    /// <param name="remarks">What was decided.</param>
    public double[][] Read(IReadOnlyList<int> columns, NumberStyle style, bool isSure, List<string> remarks)
    {
        double[][] values = [.. columns.Select(_ => new double[Lines.Length])];
        PointEvidence[] points = isSure || style != NumberStyle.Plain ? [] : [.. columns.Select(_ => new PointEvidence())];
        bool hasGroups = false;
        for (int i = 0; i < Lines.Length; i++)
        {
            ReadOnlySpan<char> text = content.Lines[Lines[i]];
            layout.Splitter.Split(text);
            for (int column = 0; column < columns.Count; column++)
            {
                ReadOnlySpan<char> field = layout.Splitter.Field(text, columns[column]);
                values[column][i] = Parse(field, style, i, columns[column]);
                hasGroups |= NumberStyle.HasGroupMark(field);
                if (points.Length > 0)
                {
                    points[column].Add(field, Lines[i]);
                }
            }
        }

        Array.ForEach(points, one => one.RequireClear(content));
        if (hasGroups)
        {
            remarks.Add("Apostrophes and spaces within numbers separate thousands.");
        }

        return values;
    }

    /// <summary>
    /// Programs write curves one below the other, with a blank line or a comment between them: there x turns back. Read as one
    /// they would be a curve that nobody measured.
    /// </summary>
    public void RequireOneCurve(double[] x)
    {
        int start = 0;
        for (int i = 1; i < x.Length; i++)
        {
            if (Lines[i] > Lines[i - 1] + 1)
            {
                if (i > start + 1 && (x[i - 1] - x[start]) * (x[i] - x[i - 1]) < 0)
                {
                    throw content.ErrorAt(
                        Lines[i] + 1,
                        "Behind a gap x starts anew: there are several curves, one below the other.",
                        "Cut the file, or choose the last curve by Skip.");
                }

                start = i;
            }
        }
    }

    /// <summary>Whether the numbers of a column rise, or fall, from line to line.</summary>
    public bool AreInOrder(int column)
    {
        double[] values = [.. Lines.Select(line => Value(line, column)).Where(double.IsFinite)];
        IEnumerable<double> steps = values.Skip(1).Zip(values, (next, one) => next - one);
        return steps.All(step => step >= 0) || steps.All(step => step <= 0);
    }

    /// <summary>Whether the first fields of a column are numbers, or missing.</summary>
    public bool IsNumeric(int column) => Start(column).All(field => NumberStyle.IsNumber(field) || NumberStyle.IsMissing(field));

    /// <summary>Whether all numbers of a column are above 0.</summary>
    public bool IsPositive(int column) => Lines.All(line => Value(line, column) > 0);

    /// <summary>Whether a column counts the lines, from 0 or 1.</summary>
    public bool IsIndex(int column)
    {
        double first = Value(Lines[0], column);
        return first is 0 or 1 && Lines.Index().All(line => Value(line.Item, column) == first + line.Index);
    }

    /// <summary>Whether one column is a linear function of another, to so small a share of its range.</summary>
    public bool AreScales(int column, int other, double tolerance)
    {
        int step = Math.Max(1, Lines.Length / ScaleRows);
        (double X, double Y)[] points =
            [.. Lines.Where((_, i) => i % step == 0).Select(line => (Value(line, column), Value(line, other)))];
        if (points.Length < 3 || points.Any(point => double.IsNaN(point.X + point.Y)))
        {
            return false;
        }

        (double X, double Y) first = points.MinBy(point => point.X);
        (double X, double Y) last = points.MaxBy(point => point.X);
        double slope = (last.Y - first.Y) / (last.X - first.X);
        double range = points.Max(point => point.Y) - points.Min(point => point.Y);
        return last.X > first.X && range > 0
            && points.All(point => Math.Abs(point.Y - first.Y - slope * (point.X - first.X)) <= tolerance * range);
    }

    private double Parse(ReadOnlySpan<char> field, NumberStyle style, int row, int column)
    {
        if (style.TryParse(field, out double value))
        {
            return double.IsInfinity(value)
                ? throw Fail(row, column, $"\"{field}\" is not a finite number.", "Correct it, or write NaN for a missing value.")
                : value;
        }

        return NumberStyle.IsMissing(field)
            ? double.NaN
            : throw Fail(row, column, $"\"{field}\" is not a number.", "Correct it, or write NaN for a missing value.");
    }

    private Measurements.MeasurementFormatException Fail(int row, int column, string problem, string advice) =>
        content.ErrorAt(Lines[row] + 1, problem, advice, column + 1);

    private IEnumerable<string> Start(int column) =>
        Lines.Take(5).Select(line => layout.Splitter.Texts(content.Lines[line]).ElementAtOrDefault(column) ?? "");

    /// <summary>A number in any style, where its size matters little; NaN where it is none.</summary>
    private double Value(int line, int column)
    {
        ReadOnlySpan<char> text = content.Lines[line];
        layout.Splitter.Split(text);
        ReadOnlySpan<char> field = layout.Splitter.Field(text, column);
        return NumberStyle.Plain.TryParse(field, out double value) || new NumberStyle(true, true).TryParse(field, out value)
            ? value
            : double.NaN;
    }
}
