using System.Diagnostics;
using BayesMeasure.Gpu;
using BayesMeasure.Inference;
using BayesMeasure.Samples;

namespace GpuBatch;

/// <summary>Samples a batch and keeps what is written.</summary>
/// <param name="batch">What is asked.</param>
/// <param name="settings">What the user asks for.</param>
/// <param name="engine">What samples.</param>
public sealed class BatchJob(SpectrumBatch batch, Settings settings, IBatchEngine engine)
{
    /// <summary>Runs the job.</summary>
    /// <param name="display">Shows how far it has come.</param>
    /// <param name="cancellation">Ends it early; spectra that are complete by then are kept.</param>
    /// <exception cref="UserErrorException">The accelerator cannot run the batch.</exception>
    public BatchAnswer Run(ProgressDisplay display, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var evidences = new Evidence?[batch.Posteriors.Count];
        try
        {
            foreach (InferenceRun run in engine.Run(batch.Posteriors, settings.Sampling, new Progress(display), cancellation))
            {
                evidences[run.Index] = Evidence.Of(run);
            }
        }
        catch (OperationCanceledException)
        {
            display.Say("Stopped.");
        }
        catch (GpuRefusedException refusal)
        {
            throw new UserErrorException($"{UserErrorException.Sentence(refusal)}\nUse --cpu to run without a GPU.", refusal);
        }

        return new(batch, [.. Enumerable.Range(0, batch.Spectra).Select(AnswerOf).OfType<SpectrumAnswer>()], clock.Elapsed);

        SpectrumAnswer? AnswerOf(int spectrum)
        {
            IEnumerable<Evidence?> all = batch.Peaks.Select((_, model) => evidences[batch.IndexOf(spectrum, model)]);
            Evidence[] known = [.. all.OfType<Evidence>()];
            return known.Length == batch.Peaks.Count ? new(spectrum, known) : null;
        }
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
