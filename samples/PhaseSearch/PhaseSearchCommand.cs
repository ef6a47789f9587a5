using System.CommandLine;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Samples;

namespace PowderPhases;

/// <summary>The command line: a pattern, the candidates, the radiation, and where the files go.</summary>
public sealed class PhaseSearchCommand()
    : SampleCommand("Tells which crystalline phases a powder pattern shows, how much of each, and how sure.")
{
    private const string Numbers = "result.json";
    private const string Drawing = "figure";

    private readonly Option<string> pattern = new("--pattern")
    {
        HelpName = "FILE",
        Description = "The pattern: .xrdml, .xy, .xye, .csv or another file with 2 theta in degrees and counts.",
        Required = true,
    };

    private readonly Option<string> candidates = new("--candidates")
    {
        HelpName = "FOLDER",
        Description = "A folder with candidate structures (.cif) and lists of lines (.csv).",
        Required = true,
    };

    private readonly Option<string?> wavelength = new("--wavelength")
    {
        HelpName = "Cu|Co|Mo|Cr|Fe|Ag|ANGSTROM",
        Description = "K alpha of an anode, or one wavelength in angstrom. Default: what the file states; there is no other.",
    };

    private readonly Option<double?> monochromator = new("--monochromator")
    {
        HelpName = "DEGREES",
        Description = "2 theta of the monochromator's crystal, such as 26.6 of graphite for Cu. Default: none.",
    };

    private readonly Option<string> folder = CommonOptions.Folder("The folder of the files.");

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [pattern, candidates, wavelength, monochromator, folder];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var files = new OutputFolder(arguments.GetValue(folder)!, [Numbers, .. OutputFolder.FilesOf(Drawing)]);
        double? crystal = arguments.GetValue(monochromator);
        MeasuredPattern measured = PatternFile.Read(arguments.GetValue(pattern)!, arguments.GetValue(wavelength), crystal);
        List<string> remarks = [];
        IReadOnlyList<PowderLines> library = CandidateFolder.Read(
            arguments.GetValue(candidates)!, measured.Radiation.Wavelength, crystal, remarks);
        if (Searched(measured, library, cancellation) is not { } result)
        {
            error.WriteLine("Stopped: nothing was written.");
            return false;
        }

        result = result with { Remarks = [.. remarks, .. result.Remarks] };
        output.WriteLine(PhaseTable.Of(result, measured.Radiation, library.Count));
        files.WriteText(Numbers, () => PhaseJson.Of(result, measured.Radiation));
        files.WriteFigure(Drawing, () => PhaseFigure.Of(result));
        files.Conclude(output);
        return true;
    }

    /// <summary>What was found; null where nobody waits for it any more.</summary>
    private static PhaseSearchResult? Searched(
        MeasuredPattern measured, IReadOnlyList<PowderLines> library, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var search = Task.Run(() => PhaseSearch.Of(measured, library), cancellation);
            return search.WaitAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (ArgumentException problem)
        {
            throw new UserErrorException(UserErrorException.Sentence(problem), problem);
        }
    }
}
