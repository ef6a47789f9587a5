using System.Text;

namespace BayesMeasure.Formats;

/// <summary>Files that are known and not read: each is named, with what to do instead.</summary>
internal static class ForeignFiles
{
    private const string ExportText = "Export the curve from the program that wrote it as text with columns, such as CSV.";
    private const string Unpack = "Unpack it, and read the file within.";

    private static readonly (byte[] Start, string Kind, string Advice)[] Kinds =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document, such as .xls, or a project of Origin", "Save the sheet as CSV."),
        ([0x1F, 0x8B], "compressed with gzip", Unpack),
        ([.. "BZh"u8], "compressed with bzip2", Unpack),
        ([0xFD, .. "7zXZ"u8], "compressed with xz", Unpack),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7z archive", Unpack),
        ([.. "Rar!"u8], "a RAR archive", Unpack),
        ([.. "%PDF"u8], "a PDF document", ExportText),
        ([0x89, .. "PNG"u8], "a picture (PNG)", ExportText),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)", ExportText),
        ([.. "II*\0"u8], "a picture (TIFF)", "Integrate it to a curve first, and read that as .xy or .xye."),
        ([.. "MM\0*"u8], "a picture (TIFF)", "Integrate it to a curve first, and read that as .xy or .xye."),
        ([0x93, .. "NUMPY"u8], "an array of NumPy (.npy)", "Write it as text with numpy.savetxt."),
        ([.. "MATLAB 5.0"u8], "a MAT-file of version 5", "Save it in MATLAB as text with writematrix."),
        ([.. "SIMPLE  ="u8], "a FITS file", ExportText),
        ([.. "CDF\x01"u8], "a netCDF file of version 3", "Convert it to netCDF-4, which is HDF5, or to text with ncdump."),
        ([0x0E, 0x03, 0x13, 0x01], "an HDF4 file", "Convert it to HDF5 with h4toh5, and read that."),
        (
            [.. "RAW4.00"u8],
            "Bruker .raw of version 4, whose layout was never published",
            "Export the scan as text with columns (.xy)."),
        ([.. "WDF1"u8], "a file of Renishaw WiRE (.wdf)", ExportText),
        ([.. "WIT^"u8], "a project of WITec", ExportText),
        ([0x0A, 0x0A, 0xFE, 0xFE], "a file of Bruker OPUS", "Export it from OPUS as data point table or as JCAMP-DX."),
        ([.. "PAR1"u8], "a Parquet file", "Write it as CSV."),
        ([.. "SQLite format 3"u8], "a database of SQLite", ExportText),
        ([.. "{\\rtf"u8], "a text document (RTF)", "Save it as plain text."),
        ([.. "<!DOCTYPE html"u8], "a web page (HTML)", ExportText),
        ([.. "<html"u8], "a web page (HTML)", ExportText),
    ];

    /// <summary>What a file is that no format recognises, and what to do.</summary>
    public static (string Kind, string Advice) Of(FileContent content)
    {
        ReadOnlySpan<byte> head = content.Head.Span;
        if (head.StartsWith("PK"u8))
        {
            return Zipped(content);
        }

        foreach ((byte[] start, string kind, string advice) in Kinds)
        {
            if (head.StartsWith(start))
            {
                return (kind, advice);
            }
        }

        if (IsGsas(content))
        {
            return ("powder data of GSAS", "Convert it to .xye, with angles in degrees.");
        }

        return content.IsText && head.TrimStart("\xEF\xBB\xBF \t\r\n"u8).StartsWith("<"u8)
            ? ("XML of a kind that is not known", ExportText)
            : ("binary, of a kind that is not known", ExportText);
    }

    /// <summary>Whether a file is one of these; text that looks like none of them may still be columns.</summary>
    public static bool Includes(FileContent content)
    {
        byte[] head = content.Head.ToArray();
        return !content.IsText
            || head.AsSpan().StartsWith("PK\x03\x04"u8)
            || head.AsSpan().TrimStart("\xEF\xBB\xBF \t\r\n"u8).StartsWith("<"u8)
            || Array.Exists(Kinds, kind => head.AsSpan().StartsWith(kind.Start))
            || IsGsas(content);
    }

    /// <summary>A line "BANK 1 5000 ..." is above numbers in hundredths of degrees, or ten in a line.</summary>
    private static bool IsGsas(FileContent content)
    {
        ReadOnlySpan<byte> head = content.Head.Span;
        int bank = head.StartsWith("BANK "u8) ? 0 : head.IndexOf("\nBANK "u8);
        return bank >= 0 && head[(bank + "\nBANK ".Length)..].TrimStart((byte)' ') is [>= (byte)'0' and <= (byte)'9', ..];
    }

    /// <summary>An archive lists the files in it at its end, by names that are not compressed.</summary>
    private static (string Kind, string Advice) Zipped(FileContent content)
    {
        string names = Encoding.Latin1.GetString(content.Bytes.Span);
        return names switch
        {
            _ when Has("xl/workbook") => ("an Excel workbook (.xlsx)", "Save the sheet as CSV."),
            _ when Has("opendocument.spreadsheet") => ("a spreadsheet (.ods)", "Save the sheet as CSV."),
            _ when Has("word/document") => ("a Word document", "Save the table as plain text."),
            _ when Has(".npy") => ("an archive of arrays of NumPy (.npz)", "Write the arrays as text with numpy.savetxt."),
            _ => ("a zip archive", Unpack),
        };

        bool Has(string name) => names.Contains(name, StringComparison.Ordinal);
    }
}
