using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>The candidates of a folder: structures and lists of lines, each with a name of its own.</summary>
/// <param name="Lines">Their lines.</param>
/// <param name="Remarks">What was decided without being asked, a sentence each.</param>
internal sealed record CandidateFolder(IReadOnlyList<PowderLines> Lines, IReadOnlyList<string> Remarks)
{
    // Lines beyond the patterns are of no use, but for those that a shift or a strain brings in.
    private const double Margin = 2;
    private const double LeastTwoTheta = 90;
    private const double MostTwoTheta = 175;
    private const double SameLines = 1e-9;

    /// <summary>Reads all files, in the order of their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="series">The patterns, which say for which radiation and angles.</param>
    public static CandidateFolder Read(string folder, PatternSeries series)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException(File.Exists(folder)
                ? $"--candidates {folder}: this is a file. Give the folder in which it is."
                : $"--candidates {folder}: there is no such folder.");
        }

        string[] files = [.. Directory.GetFiles(folder)
            .Where(file => IsOf(file, ".cif") || IsOf(file, ".csv"))
            .Order(StringComparer.Ordinal)];
        List<string> remarks = [];
        bool areStructures = files.Any(file => IsOf(file, ".cif"));
        double wavelength = series.Patterns[0].Radiation.Wavelength;
        PowderLineOptions options = new()
        {
            Monochromator = series.Patterns[0].Monochromator,
            LargestTwoTheta = series.Patterns.Max(Reached),
        };
        (string File, PowderLines Lines)[] all = [.. files.SelectMany(file => (IsOf(file, ".cif")
            ? OfStructures(file, wavelength, options)
            : OfList(file, wavelength, areStructures ? remarks : null)).Select(lines => (Path.GetFileName(file), lines)))];
        return all.Length > 0
            ? new(Distinct(all, remarks), remarks)
            : throw new UserErrorException($"--candidates {folder}: there is neither a .cif nor a .csv file.");
    }

    /// <summary>2 theta of K alpha down to whose spacing the shortest emission line reflects within the pattern.</summary>
    private static double Reached(MeasuredPattern pattern)
    {
        const double HalfDegree = 0.5 * Math.PI / 180;
        double shortest = pattern.Radiation.Lines.Min(line => line.Wavelength);
        double sine = Math.Sin(HalfDegree * Math.Min(pattern.Measurement.XRange.Maximum + Margin, MostTwoTheta))
            * pattern.Radiation.Wavelength / shortest;
        return sine < 1 ? Math.Clamp(Math.Asin(sine) / HalfDegree, LeastTwoTheta, MostTwoTheta) : MostTwoTheta;
    }

    private static bool IsOf(string file, string extension) => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<PowderLines> OfStructures(string file, double wavelength, PowderLineOptions options) =>
        Readable(file, () => CifFile.Read(file)).Select(crystal => PowderLines.Of(crystal, wavelength, options));

    private static IEnumerable<PowderLines> OfList(string file, double wavelength, List<string>? remarks)
    {
        try
        {
            return Readable(file, () => StickFile.Read(file, wavelength));
        }
        catch (MeasurementFormatException) when (remarks != null)
        {
            remarks.Add($"{Path.GetFileName(file)} beside the structures is no list of lines, and was left out.");
            return [];
        }
    }

    private static T Readable<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{Path.GetFileName(file)} cannot be read. {UserErrorException.Sentence(problem)}", problem);
        }
    }

    /// <summary>
    /// Of files that hold the same the first one stays; others that are called the same get the names of their
    /// files.
    /// </summary>
    private static IReadOnlyList<PowderLines> Distinct((string File, PowderLines Lines)[] all, List<string> remarks)
    {
        Dictionary<string, (string File, PowderLines Lines)> kept = [];
        foreach ((string file, PowderLines lines) in all)
        {
            if (kept.Values.FirstOrDefault(other => AreSame(other.Lines, lines)) is { File: { } first })
            {
                remarks.Add($"{file} holds the structure of {first}, and was left out.");
                continue;
            }

            string name = lines.Name;
            for (int number = 1; kept.ContainsKey(name); number++)
            {
                name = $"{lines.Name} ({Path.GetFileNameWithoutExtension(file)}{(number == 1 ? "" : $" {number}")})";
            }

            kept.Add(name, (file, name == lines.Name ? lines : lines.Named(name)));
        }

        return [.. kept.Values.Select(entry => entry.Lines)];
    }

    private static bool AreSame(PowderLines one, PowderLines other) => one.Count == other.Count
        && Near(one.Spacings, other.Spacings) && Near(one.Intensities, other.Intensities);

    private static bool Near(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            if (Math.Abs(one[i] - other[i]) > SameLines * one[i])
            {
                return false;
            }
        }

        return true;
    }
}
