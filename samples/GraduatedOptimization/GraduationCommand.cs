using System.CommandLine;
using BayesMeasure.CommandLine;
using BayesMeasure.Plotting;

namespace GraduatedOptimization;

/// <summary>The command line: what smoothing does to a function, and whether the noise of minibatches does the same.</summary>
public sealed class GraduationCommand()
    : JobCommand("Smooths functions with many minima, by averages and by the noise of minibatches: when does it help?")
{
    private const string Drawing = "figure";

    private readonly Option<int> starts = new("--starts")
    {
        HelpName = "N",
        Description = "From how many random points each method begins.",
        CustomParser = CommandValues.WholeNumber("--starts", 2, 10_000),
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<ulong> seed = CommonOptions.Seed("The seed of all random numbers.");

    private readonly Option<int?> lanes = CommonOptions.Lanes();

    private readonly Option<string> folder = CommonOptions.Folder("The folder of the figure.");

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [starts, seed, lanes, folder];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var files = new OutputFolder(arguments.GetRequiredValue(folder), OutputFolder.FilesOf(Drawing));
        Figure figure;
        try
        {
            (int count, ulong number) = (arguments.GetValue(starts), arguments.GetValue(seed));
            figure = Figure.OfCurves(Panels(count, number, output, cancellation));
            new PeakFits(count, number, arguments.GetValue(lanes)).Run(output, cancellation);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped: the tables are not complete.");
            return false;
        }

        files.WriteFigure(Drawing, () => figure);
        files.Conclude(output);
        return true;
    }

    private static CurvePanel[] Panels(int count, ulong number, TextWriter output, CancellationToken cancellation)
    {
        CosineTerms disagreeing = new(spread: 0.35, number), agreeing = new(spread: 0.2, number);
        CurvePanel smoothed = SmoothedFunctions.Run(output);
        CurvePanel law = new DegreeLaw(disagreeing, number).Run(output, cancellation);
        output.WriteLine($"3. Schedules on a mean of 4,096 terms: the share of {count} starts that end in the best valley.");
        CurvePanel reached = new ScheduleSuccess(disagreeing, count, number).Run(output, cancellation);
        CurvePanel missed = new ScheduleSuccess(agreeing, count, number).Run(output, cancellation);
        return [smoothed, law, reached, missed];
    }
}
