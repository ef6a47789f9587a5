using System.CommandLine;
using BayesMeasure.Diffraction.Persistence;
using BayesMeasure.Diffraction.Search;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>The command line: patterns, candidates, how they are searched, and where the files go.</summary>
/// <param name="style">How it is asked and ends.</param>
public sealed class PhaseSearchCommand(CommandStyle style)
    : JobCommand("Tells which crystalline phases a powder pattern shows, how much of each, and how sure.", style)
{
    private const string Numbers = "result.json";
    private const string Drawing = "figure";

    private readonly PatternArguments patterns = new();
    private readonly SearchArguments search = new();
    private readonly Option<string> candidates = new("--candidates")
    {
        HelpName = "FOLDER",
        Description = "A folder with candidate structures (.cif) and lists of lines (.csv).",
        Required = true,
    };

    private readonly FigureArguments place = new("The folder of the files.", style);

    /// <summary>The command as a program of its own.</summary>
    public PhaseSearchCommand()
        : this(CommandStyle.Sample)
    {
    }

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options =>
        [.. patterns.Options, candidates, .. search.Options, .. place.Options];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        OutputFolder files = place.Create(arguments, Numbers, Drawing);
        PatternSeries series = patterns.Read(arguments);
        PhaseSearchOptions options = search.Read(arguments);
        var library = CandidateFolder.Read(arguments.GetValue(candidates)!, series);
        IReadOnlyList<SearchMethod> methods = search.Methods(arguments);
        if (methods.Count > 1 || methods[0] == SearchMethod.Exchange)
        {
            return Compare(series, library, options, methods, files, output, cancellation);
        }

        List<PhaseSearchResult> results = Searched(series, library, options, cancellation);
        if (results.Count == 0)
        {
            error.WriteLine("Stopped: nothing was written.");
            return false;
        }

        string[] remarks = [.. library.Remarks, .. series.Remarks];
        PhaseSearchResult[] remarked =
            [.. results.Select(result => result with { Remarks = [.. remarks, .. result.Remarks] })];
        Tell(new(series, remarked), files, output);
        files.Conclude(output);
        return results.Count == series.Patterns.Count;
    }

    private static bool Compare(
        PatternSeries series,
        CandidateFolder library,
        PhaseSearchOptions options,
        IReadOnlyList<SearchMethod> methods,
        OutputFolder files,
        TextWriter output,
        CancellationToken cancellation)
    {
        if (series.Patterns.Count > 1)
        {
            throw new UserErrorException("--method: methods are told side by side of one pattern, and a series has several.");
        }

        MeasuredPattern pattern = series.Patterns[0];
        MethodAnswer[] answers = [.. new MethodRun(pattern, library.Lines, options).Answers(methods, cancellation)];
        string radiation = pattern.Radiation.Name;
        output.WriteLine(MethodTable.Of(pattern.Measurement.Name, radiation, library.Lines.Count, answers));
        foreach (string remark in library.Remarks.Concat(series.Remarks))
        {
            output.WriteLine($"remark: {remark}");
        }

        files.WriteText(Numbers, () => MethodJson.Of(answers, radiation, library.Lines.Count));
        files.WriteFigure(Drawing, () => MethodFigure.Of(pattern.Measurement.Name, answers));
        files.Conclude(output);
        return true;
    }

    /// <summary>What was found until nobody waits for more.</summary>
    private static List<PhaseSearchResult> Searched(
        PatternSeries series, CandidateFolder library, PhaseSearchOptions options, CancellationToken cancellation)
    {
        List<PhaseSearchResult> results = [];
        try
        {
            IEnumerator<PhaseSearchResult> answers =
                PhaseSearch.OfSeries(series.Patterns, library.Lines, options).GetEnumerator();
            while (Task.Run(answers.MoveNext, cancellation).WaitAsync(cancellation).GetAwaiter().GetResult())
            {
                results.Add(answers.Current);
            }
        }
        catch (OperationCanceledException)
        {
            // What was found before is told.
        }
        catch (ArgumentException problem)
        {
            throw new UserErrorException(UserErrorException.Sentence(problem), problem);
        }

        return results;
    }

    private static void Tell(SeriesAnswer answer, OutputFolder files, TextWriter output)
    {
        if (answer.Series.Patterns.Count > 1)
        {
            SeriesTable.Write(output, answer);
            files.Write(Numbers, path =>
                answer.Series.At.Zip(answer.Results).SaveSeries(path, answer.Series.Axis, withCurves: false));
            files.WriteFigure(Drawing, () => SeriesFigure.Of(answer));
            return;
        }

        PhaseSearchResult alone = answer.Results[0];
        output.WriteLine(PhaseTable.Of(alone));
        files.Write(Numbers, path => alone.Save(path, withCurves: false));
        files.WriteFigure(Drawing, () => PhaseFigure.Of(alone));
    }
}
