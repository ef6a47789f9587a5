using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.Plotting;

namespace ModelStructure;

/// <summary>Asks a network, prints what it says, and writes figures and report.</summary>
/// <param name="settings">What the user asks for.</param>
/// <param name="network">The network.</param>
/// <param name="output">Where the answer is printed.</param>
/// <param name="files">Where figures and report go.</param>
public sealed class StructureJob(Settings settings, StructureNetwork network, TextWriter output, OutputFolder files)
{
    private const string MapName = "map";
    private const string SweepName = "lambda";
    private const string ReportName = "report.html";

    /// <summary>The names of the files that are written.</summary>
    public static string[] FilesOf(StructureTask task) =>
        [.. task == StructureTask.Peaks ? OutputFolder.FilesOf(MapName) : [], .. OutputFolder.FilesOf(SweepName), ReportName];

    private StructureFamily Family => network.Family;

    private AnswerOptions Asked => new() { Draws = settings.Draws, Seed = settings.Training.Seed };

    private ReplicaExchange Sampler => new(new()
    {
        Seed = settings.Training.Seed,
        Chains = 2,
        BurnInSweeps = 300,
        Sweeps = 300,
        SideBySide = true,
    });

    /// <summary>Does all of it.</summary>
    public void Run()
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\"{Family.Name}\", {Family.Design}: a network of {network.Weights:N0} weights, lambda = {settings.Lambda}."));
        List<Figure> figures = [];
        if (settings.Task == StructureTask.Peaks)
        {
            figures.Add(AskMap());
        }

        figures.Add(Sweep());
        files.WriteFigure(SweepName, () => figures[^1]);
        Examine(figures);
    }

    private Figure AskMap()
    {
        var map = new PeakMap(Family, settings.Size, settings.Training.Seed);
        MapAnswer answer = MapAnswer.Of(network, map, settings.Lambda, Asked);
        MapReport.Write(output, map, answer);
        Figure figure = MapReport.FigureOf(map, answer);
        files.WriteFigure(MapName, () => figure);
        return figure;
    }

    /// <summary>The probabilities of one curve along the parsimony; beside the exact ones, where these are known.</summary>
    private Figure Sweep()
    {
        // <lambda-sweep>
        SimulatedCurve curve = Family.Simulate(new RandomStream(settings.Training.Seed, chain: 78, replica: 0));
        AnswerOptions many = Asked with { Draws = 1000 };
        LambdaSweep told = LambdaSweep.Of(Family, lambda => network.Given(curve.Curve, lambda, many).Structures);
        // </lambda-sweep>
        LambdaSweep? exact = settings.Task == StructureTask.Symbols
            ? LambdaSweep.Of(Family, lambda => Family.Posterior(curve.Curve, lambda))
            : null;
        if (exact is not null)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"A curve of {Family.NameOf(curve.Structure)}: p(component) lies within {told.DistanceTo(exact):F3} of ")
                + "the exact one at all lambda.");
        }

        return SweepFigure.Of(Family.NameOf(curve.Structure), told, exact);
    }

    private void Examine(IReadOnlyList<Figure> figures)
    {
        // <report>
        NetworkReport report = NetworkReport.Of(
            network, new() { Curves = settings.Judged, Refereed = settings.Refereed, Seed = settings.Training.Seed }, Sampler);
        output.WriteLine(report);
        // </report>
        files.WriteText(ReportName, () => HtmlReport.OfPieces(
            $"Which structure: {Family.Name}", [report.ToHtml(), .. figures.Select(figure => figure.ToHtml())]).ToHtml());
    }
}
