using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Gpu.Batches;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Refusals;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu;

/// <summary>
/// Replica-exchange Monte Carlo on a GPU: the posteriors, the options and the results of <see cref="ReplicaExchange"/>, for many
/// measured curves, numbers of components and chains at once. Whole sweeps stay on the device; only between the rounds of
/// burn-in, when the ladder is tuned, does the host look at them.
/// </summary>
/// <remarks>
/// A run of the same seed makes the same random numbers as on the CPU, but not the same draws: sums over points are rounded
/// otherwise. The answers agree within their errors. On one accelerator a run is repeated bit for bit.
/// </remarks>
public sealed class GpuEngine : IDisposable
{
    private readonly PosteriorCheck check = new();
    private readonly OpenedAccelerator opened;
    private readonly Lazy<KernelFactory<DeviceDouble>> doubles;
    private readonly Lazy<KernelFactory<DeviceSingle>> singles;

    private GpuEngine(GpuOptions options, OpenedAccelerator opened)
    {
        Options = options;
        this.opened = opened;
        doubles = new(() => new(opened.Device));
        singles = new(() => new(opened.Device));
    }

    /// <summary>The settings.</summary>
    public GpuOptions Options { get; }

    /// <summary>
    /// All accelerators that were found, with why each that is not used was refused; a kind of which there is none has an entry
    /// that says why.
    /// </summary>
    public IReadOnlyList<AcceleratorInfo> Accelerators => opened.Accelerators;

    /// <summary>The accelerator in use.</summary>
    public AcceleratorInfo Accelerator => Accelerators.Single(accelerator => accelerator.IsChosen);

    /// <summary>Chooses an accelerator.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="GpuRefusedException">
    /// No accelerator of the kind that was asked for can be used; the message lists what was found.
    /// </exception>
    public static GpuEngine Create(GpuOptions? options = null)
    {
        options ??= new();
        options.RequireValid();
        return new(options, OpenedAccelerator.Open(options.Accelerator));
    }

    /// <summary>Samples one posterior.</summary>
    /// <param name="posterior">What is asked.</param>
    /// <param name="options">The settings of the sampler; null for the defaults.</param>
    /// <param name="progress">Told how far the run has come.</param>
    /// <param name="cancellation">Ends the run early; what was recorded until then is returned, marked as partial.</param>
    /// <exception cref="GpuRefusedException">
    /// A GPU cannot run the model, the prior or the options, or has too little memory.
    /// </exception>
    /// <exception cref="InferenceException">
    /// The model returned NaN or +infinity; the exception holds what was recorded before.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was cancelled before anything was recorded.</exception>
    public Result Run(
        Posterior posterior,
        ReplicaExchangeOptions? options = null,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        InferenceRun run = RunBatch([posterior], options, progress, cancellation).Single();
        return run.ResultOrThrow();
    }

    /// <summary>
    /// Samples many posteriors side by side; the i-th, from 0, with the seed <c>Seed + i</c>. They may differ in data, model,
    /// prior and size.
    /// </summary>
    /// <param name="posteriors">What is asked.</param>
    /// <param name="options">The settings of the sampler, for all of them; null for the defaults.</param>
    /// <param name="progress">Told how far the batch has come.</param>
    /// <param name="cancellation">Ends the batch early; runs with recorded draws are returned, marked as partial.</param>
    /// <returns>
    /// The runs as they are done, each once, in any order: a batch that is larger than the memory runs part by part.
    /// </returns>
    /// <exception cref="GpuRefusedException">
    /// A GPU cannot run one of the models, priors or options, or has too little memory.
    /// </exception>
    /// <exception cref="OperationCanceledException">The batch was cancelled before anything was recorded.</exception>
    public IEnumerable<InferenceRun> RunBatch(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions? options = null,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(posteriors);
        options ??= new();
        options.RequireValid();
        options.Until.RequireKnown([.. posteriors.SelectMany(posterior => posterior.Parameters)]);
        foreach (Posterior posterior in posteriors)
        {
            if (RefusalOf(posterior, options) is { } refusal)
            {
                throw new GpuRefusedException(refusal);
            }
        }

        TargetRun[] runs = [.. posteriors.Select((posterior, i) => new TargetRun(
            i,
            posterior,
            options with
            {
                Seed = options.Seed + (ulong)i,
                Until = options.Until.For(posterior.Parameters, options.Until.TimeBudget),
            }))];
        var watch = new BatchWatch(runs.Length, (long)options.BurnInSweeps + options.Sweeps, progress, cancellation);
        ILGPU.Runtime.Accelerator device = opened.Device;
        var plan = new SweepPlan(options.Explorer);
        var groups = new GroupPlan(device, Options.GroupSize, plan);
        if (!Options.SinglePrecision)
        {
            var sampler = new BatchSampler<DeviceDouble>(
                device, doubles.Value, plan, groups, Options, options, watch, audit: null);
            return sampler.Run(runs);
        }

        var audit = new PrecisionAudit(new(device, singles.Value, groups, plan), new(device, doubles.Value, groups, plan));
        return new BatchSampler<DeviceSingle>(device, singles.Value, plan, groups, Options, options, watch, audit).Run(runs);
    }

    /// <summary>Says why a GPU cannot run a posterior.</summary>
    /// <param name="posterior">What is asked.</param>
    /// <param name="options">The settings of the sampler; null for the defaults.</param>
    /// <returns>What is refused and why, a line for each reason; null when it can be run.</returns>
    public string? RefusalOf(Posterior posterior, ReplicaExchangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(posterior);
        IReadOnlyList<string> refusals = check.RefusalsOf(posterior, options ?? new());
        return refusals.Count == 0 ? null : string.Join(Environment.NewLine, refusals);
    }

    /// <summary>Gives the accelerator back.</summary>
    public void Dispose() => opened.Dispose();
}
