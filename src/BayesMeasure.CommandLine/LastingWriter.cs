using System.Text;
using BayesMeasure.Reports;

namespace BayesMeasure.CommandLine;

/// <summary>
/// Standard output that may end before the run does, closed or on a full disk: what cannot be printed costs no result, and is
/// said at the end. What is printed has names from files in it: what would move the cursor or change colours is written out.
/// </summary>
/// <param name="inner">Where it is written.</param>
internal sealed class LastingWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    /// <summary>Why something could not be printed; null where all was.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(PrintableText.Lines(value ?? "")));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(PrintableText.Lines(value ?? "")));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            Failure ??= error.Message;
        }
    }
}
