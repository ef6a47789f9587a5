using System.Diagnostics;
using BayesMeasure.Comparison;
using BayesMeasure.Plotting;

namespace SpectralDeconvolution;

/// <summary>The whole job: read, sample, report, write.</summary>
/// <param name="settings">What the user asks for.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="error">Where progress goes.</param>
public sealed class Deconvolution(Settings settings, TextWriter output, TextWriter error)
{
    /// <summary>Runs the job.</summary>
    /// <param name="cancellation">Ends it early; what was found by then is reported and written.</param>
    /// <returns>Whether it ran to its end.</returns>
    public bool Run(CancellationToken cancellation)
    {
        var problem = new Problem(settings);
        var folder = new OutputFolder(settings.Out);
        var report = new Report(problem, settings, output);
        report.WriteQuestion();
        report.WriteResumption();

        TimeSpan processorTime = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        ModelComparison comparison = ProgressDisplay.Show(
            settings, error, progress => problem.Family.Compare(problem.Data, settings.Sampling, progress, cancellation));
        clock.Stop();
        processorTime = Environment.CpuUsage.TotalTime - processorTime;

        report.WriteAnswer(comparison);
        WriteFiles(comparison, folder, processorTime, clock.Elapsed);
        report.WriteEnd(comparison, folder, processorTime, clock.Elapsed);
        if (!SpectrumFigure.HasText)
            output.WriteLine("The figures have no text: this machine has no font. Install one, such as fonts-dejavu-core.");
        return !comparison.IsPartial;
    }

    private static void WriteFiles(ModelComparison comparison, OutputFolder folder, TimeSpan processorTime, TimeSpan wallTime)
    {
        using (FileStream stream = File.Create(folder.PathOf("result.json")))
            ComparisonJson.Write(stream, comparison, processorTime, wallTime);
        File.WriteAllText(folder.PathOf("certificate.txt"), CertificateText.Of(comparison));
        var figure = SpectrumFigure.Of(comparison);
        figure.SavePng(folder.PathOf("figure.png"));
        figure.SaveSvg(folder.PathOf("figure.svg"));
    }
}
