using BayesMeasure.Formats;
using BayesMeasure.Measurements;
using BayesMeasure.Problems.Files;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>
/// The files of instruments: each format with files made by formula, and all with what people reported, where that is.
/// </summary>
internal static class FileTargets
{
    private const int LargestOfOthers = 100_000;

    private static readonly (string Format, Func<IEnumerable<WrittenFile>> Files)[] Formats =
    [
        ("columns of text", () => ColumnFiles.All),
        ("JCAMP-DX", () => JcampFiles.All),
        ("VAMAS", () => VamasFiles.All),
        (".Spe", () => DetectorFiles.Gamma),
        ("Amptek", () => DetectorFiles.Amptek),
        ("SPECS", () => BeamlineFiles.Specs),
        ("SPEC", () => BeamlineFiles.Spec),
        ("ORSO", () => BeamlineFiles.Orso),
        (".xrdml", () => DiffractionFiles.Xrdml),
        ("Bruker", () => DiffractionFiles.Bruker),
        ("NeXus", () => [.. NexusFiles.All, .. OfOtherPrograms.Where(file => Path.GetExtension(file.Name) is ".nxs" or ".h5")]),
    ];

    private static readonly ReadOptions[] Choices =
    [
        new(), new() { WithoutSigma = true }, new() { XColumn = 2, YColumn = 1 }, new() { From = 1, To = 3 }, new() { Bin = 3 },
        new() { Skip = 2 }, new() { DecimalComma = true }, new() { DecimalComma = false }, new() { SigmaColumn = 3 },
        new() { YColumn = "y" }, new() { Curve = "a" },
    ];

    private static readonly string[] Endings = [".csv", ".xy", ".xye", ".dat", ".txt", ".chi", ".raw", ".nxs", ""];

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All =>
    [
        .. Formats.Select(format => Of(format.Format, [.. format.Files()])),
        Anything([.. Formats.SelectMany(format => format.Files()), .. OfOtherPrograms, .. OfOthers]),
        Tidy([.. ColumnFiles.All]),
    ];

    private static IEnumerable<WrittenFile> OfOtherPrograms => FilesIn(Path.Combine(AppContext.BaseDirectory, "Files"));

    /// <summary>What people reported, and real data, where these are beside the checkout.</summary>
    private static IEnumerable<WrittenFile> OfOthers => SharedData.Folder is { } data
        ? FilesIn(data).Concat(FilesIn(Path.Combine(Path.GetDirectoryName(data)!, "cases")))
        : [];

    private static FuzzTarget Of(string format, WrittenFile[] files)
    {
        byte[][] originals = [.. files.Select(file => file.Bytes)];
        string name = files[0].Name;
        return new(format, random => new Mutation(random).Of(originals), input => Said(name, input, new()));
    }

    /// <summary>Files of all kinds grafted upon each other, under any ending, read with any options.</summary>
    private static FuzzTarget Anything(WrittenFile[] files)
    {
        byte[][] originals = [.. files.Select(file => file.Bytes)];
        return new("files of all kinds", random => new Mutation(random).Of(originals), input =>
        {
            int choice = input.Length == 0 ? 0 : 31 * input.Length + input[^1];
            return Said($"any{Endings[choice % Endings.Length]}", input, Choices[choice % Choices.Length]);
        });
    }

    /// <summary>The reader of the core, for tidy files.</summary>
    private static FuzzTarget Tidy(WrittenFile[] files)
    {
        byte[][] originals = [.. files.Select(file => file.Bytes)];
        return new("tidy columns", random => new Mutation(random).Of(originals), input =>
        {
            try
            {
                using var reader = new StreamReader(new MemoryStream(input));
                return Measurement.ReadCsv(reader).Count > 0 ? null : "no point";
            }
            catch (MeasurementFormatException refusal)
            {
                return refusal.Message;
            }
        });
    }

    private static string? Said(string name, byte[] input, ReadOptions options)
    {
        try
        {
            ReadMeasurement read = MeasurementFile.Read(FileContent.OfBytes(name, input), options);
            Measurement data = read.Measurement;
            string[] shown = [.. read.Remarks, data.Name, data.XName, data.YName, .. read.Curves];
            string? unseen = shown.FirstOrDefault(text => text.Length > 0 && text.Any(char.IsControl));
            return unseen is null
                ? null
                : throw new InvalidOperationException($"what cannot be seen is in a name or a remark: {unseen}");
        }
        catch (MeasurementFormatException refusal)
        {
            return refusal.Message;
        }
    }

    private static IEnumerable<WrittenFile> FilesIn(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where new FileInfo(path).Length is > 0 and < LargestOfOthers
        select new WrittenFile(Path.GetFileName(path), File.ReadAllBytes(path), [], []);
}
