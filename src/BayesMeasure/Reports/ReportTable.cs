namespace BayesMeasure.Reports;

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="IsText">Whether it holds words, which begin at the left; numbers end at the right.</param>
/// <param name="Unit">The unit of all its numbers; null where there is none, or where it differs from row to row.</param>
internal sealed record ReportColumn(string Heading, bool IsText = false, string? Unit = null)
{
    /// <summary>The heading, with the unit behind it.</summary>
    public string Text => Unit is null ? Heading : $"{Heading} ({Unit})";

    public static implicit operator ReportColumn(string heading) => new(heading);

    /// <summary>A column of words.</summary>
    public static ReportColumn OfText(string heading) => new(heading, IsText: true);
}

/// <summary>A table as data, whichever way it is printed.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each with one cell a column.</param>
internal sealed record ReportTable(IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows)
{
    /// <summary>What the table is about; null where that is plain.</summary>
    public string? Title { get; init; }

    /// <summary>What is to be said below it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The table as plain text.</summary>
    public override string ToString() => ConsolePrinter.Print(this);
}

/// <summary>What is told about something: the answer first, then the tables it rests on, then what is to be warned of.</summary>
internal sealed record ReportPage
{
    /// <summary>The answer in words, one paragraph each.</summary>
    public IReadOnlyList<string> Answer { get; init; } = [];

    /// <summary>The tables.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>What a reader must know before trusting the numbers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The page as plain text.</summary>
    public override string ToString() => ConsolePrinter.Print(this);

    /// <summary>The page as a fragment of HTML that needs nothing else, to be read on light and on dark ground.</summary>
    public string ToHtml() => HtmlPrinter.Print(this);
}
