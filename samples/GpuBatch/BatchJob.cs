using System.Diagnostics;
using BayesMeasure.CommandLine;
using BayesMeasure.Inference;

namespace GpuBatch;

/// <summary>Compares the models of every spectrum of a batch and keeps what is written.</summary>
/// <param name="batch">What is asked.</param>
/// <param name="settings">What the user asks for.</param>
/// <param name="engine">What moves the replicas.</param>
public sealed class BatchJob(SpectrumBatch batch, Settings settings, EngineChoice engine)
{
    /// <summary>Runs the job.</summary>
    /// <param name="display">Shows how far it has come.</param>
    /// <param name="cancellation">Ends it early; spectra that are complete by then are kept.</param>
    /// <exception cref="UserErrorException">The accelerator cannot run the batch.</exception>
    public BatchAnswer Run(ProgressDisplay display, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var spectra = new List<SpectrumAnswer>();
        try
        {
            spectra.AddRange(batch.Family
                .CompareAll(batch.Spectra, engine.With(settings.Sampling), new Progress(display), cancellation)
                .Where(run => run.Comparison?.IsPartial != true)
                .Select(SpectrumAnswer.Of));
        }
        catch (OperationCanceledException)
        {
            display.Say("Stopped.");
        }
        catch (NotSupportedException refusal)
        {
            throw new UserErrorException($"{UserErrorException.Sentence(refusal)}\nUse --cpu to run without a GPU.", refusal);
        }

        return new(batch, [.. spectra.OrderBy(answer => answer.Spectrum)], clock.Elapsed);
    }

    /// <summary>A bar, and a line at every tenth part.</summary>
    private sealed class Progress(ProgressDisplay display) : IProgress<InferenceProgress>
    {
        private int tenths;

        public void Report(InferenceProgress value)
        {
            display.Show("sampling", value.FractionOfAll);
            if ((int)(10 * value.FractionOfAll) is var reached && reached > tenths)
            {
                tenths = reached;
                display.Say(FormattableString.Invariant($"{10 * tenths} % of {value.Count:N0} posteriors sampled"));
            }
        }
    }
}
