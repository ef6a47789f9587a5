using System.Globalization;

namespace BayesMeasure.Reports;

/// <summary>One entry of a table: words, or a number that knows how far it is known.</summary>
internal abstract record ReportCell
{
    private ReportCell()
    {
    }

    /// <summary>As it stands in print.</summary>
    public virtual string Typeset => ValueWithError.ToTypeset(ToString()!);

    /// <summary>A number without an error; NaN is a dash.</summary>
    public static implicit operator ReportCell(double value) => new Number(value);

    public static implicit operator ReportCell(string? words) => new Words(words ?? "");

    public static implicit operator ReportCell(long count) => new Whole(count);

    public static implicit operator ReportCell(ValueWithError value) => new Uncertain(value);

    /// <summary>A number with its error.</summary>
    public static ReportCell Of(ValueWithError value) => new Uncertain(value);

    /// <summary>A number with so many decimals, whatever its error, such as a count of effective samples.</summary>
    public static ReportCell Fixed(double value, int decimals) => new Decimals(value, decimals);

    /// <summary>A number among others that scatter about it.</summary>
    public static ReportCell Among(double value, double scatter) => new Member(value, scatter);

    /// <summary>A probability to four decimals, with its error where that shows.</summary>
    public static ReportCell Probability(double value, double standardError = 0) => new Share(value, standardError);

    private sealed record Words(string Text) : ReportCell
    {
        public override string Typeset => Text.Replace("+-", "±", StringComparison.Ordinal);

        public override string ToString() => Text;
    }

    private sealed record Whole(long Value) : ReportCell
    {
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Number(double Value) : ReportCell
    {
        public override string ToString() => double.IsNaN(Value) ? "-" : ValueWithError.Rounded(Value);
    }

    private sealed record Decimals(double Value, int Count) : ReportCell
    {
        public override string ToString() =>
            double.IsNaN(Value) ? "-" : Value.ToString($"F{Count}", CultureInfo.InvariantCulture);
    }

    private sealed record Uncertain(ValueWithError Value) : ReportCell
    {
        public override string Typeset => Value.Typeset;

        public override string ToString() => Value.ToString();
    }

    private sealed record Member(double Value, double Scatter) : ReportCell
    {
        public override string ToString() => double.IsNaN(Value) ? "-" : ValueWithError.Resolved(Value, Scatter);
    }

    private sealed record Share(double Value, double StandardError) : ReportCell
    {
        private const double HalfOfLastDecimal = 0.00005;

        public override string ToString() =>
            double.IsNaN(Value) ? "-"
            : StandardError >= HalfOfLastDecimal || double.IsNaN(StandardError)
                ? new ValueWithError(Value, StandardError).ToString()
                : Value.ToString("F4", CultureInfo.InvariantCulture);
    }
}
