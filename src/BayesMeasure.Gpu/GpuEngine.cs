using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Gpu.Batches;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Refusals;
using BayesMeasure.Gpu.Selections;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Variational;

namespace BayesMeasure.Gpu;

/// <summary>
/// Moves the replicas of <see cref="ReplicaExchange"/> on a GPU, for many measured curves, numbers of components and chains at
/// once: <c>new ReplicaExchange(new() { Engine = gpu })</c>. Whole sweeps stay on the device; only between the rounds of burn-in,
/// when the ladder is tuned, does the host look at them.
/// </summary>
/// <remarks>
/// A run of the same seed makes the same random numbers as on the CPU, but not the same draws: sums over points are rounded
/// otherwise. The answers agree within their errors. On one accelerator a run is repeated bit for bit.
/// </remarks>
public sealed class GpuEngine : IReplicaEngine, ISelectionEngine, IDisposable
{
    private readonly PosteriorCheck check = new();
    private readonly OpenedAccelerator opened;
    private readonly DeviceSelection selection;
    private readonly DeviceEngine<DeviceDouble>? doubles;
    private readonly DeviceEngine<DeviceSingle>? singles;

    private GpuEngine(GpuOptions options, OpenedAccelerator opened)
    {
        Options = options;
        this.opened = opened;
        ILGPU.Runtime.Accelerator device = opened.Device;
        var groups = new GroupPlan(device, options.GroupSize);
        long bytes = options.Memory ?? device.MemorySize / 10 * 9;
        var memory = new RoundMemory(bytes);
        selection = new(device, bytes, options.GroupSize);
        var doubleKernels = new KernelFactory<DeviceDouble>(device);
        if (options.SinglePrecision)
        {
            var singleKernels = new KernelFactory<DeviceSingle>(device);
            var audit = new PrecisionAudit(
                new(device, singleKernels, groups), new(device, doubleKernels, groups), options.LargestLogZShift);
            singles = new(device, singleKernels, groups, memory, audit);
        }
        else
        {
            doubles = new(device, doubleKernels, groups, memory, audit: null);
        }
    }

    /// <summary>
    /// A <see cref="CoordinateWalk"/> in every sweep, a <see cref="BlockWalk"/> in every fourth, a <see cref="ComponentRedraw"/>
    /// and a <see cref="ComponentSwap"/> in every second: what a device can do of <see cref="Explorer.Default"/>.
    /// </summary>
    public Explorer DefaultExplorer => OfDevices;

    /// <summary>The explorer of all devices.</summary>
    internal static Explorer OfDevices { get; } = Explorer.Sequence(
        new CoordinateWalk(), new BlockWalk().Every(4), new ComponentRedraw().Every(2), new ComponentSwap().Every(2));

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
    /// <exception cref="NotSupportedException">
    /// No accelerator of the kind that was asked for can be used; the message lists what was found.
    /// </exception>
    public static GpuEngine Create(GpuOptions? options = null)
    {
        options ??= new();
        options.RequireValid();
        return new(options, OpenedAccelerator.Open(options.Accelerator));
    }

    /// <summary>Says why a GPU cannot run a target.</summary>
    /// <param name="target">What is asked.</param>
    /// <param name="options">The settings of the sampler.</param>
    /// <returns>What is refused and why, a line for each reason; null when it can be run.</returns>
    public string? RefusalOf(ITarget target, ReplicaExchangeOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        if (target.Curves is not [var curve])
        {
            return $"BayesMeasure runs a {nameof(Posterior)} on a GPU, not a {target.GetType().Name}.";
        }

        IReadOnlyList<string> refusals = check.RefusalsOf(curve.Posterior, options);
        return refusals.Count == 0 ? null : string.Join(Environment.NewLine, refusals);
    }

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<int>> Groups(IReadOnlyList<ITarget> targets, ReplicaExchangeOptions options) =>
        singles?.Groups(targets, options) ?? doubles!.Groups(targets, options);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The accelerator has too little memory for one of them.</exception>
    public void Start(IReadOnlyList<ReplicaRun> runs)
    {
        singles?.Start(runs);
        doubles?.Start(runs);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The accelerator has too little memory for one of them.</exception>
    public IEnumerable<IReadOnlyList<ReplicaRun>> Run(IReadOnlyList<ReplicaRun> runs, Round round) =>
        singles?.Run(runs, round) ?? doubles!.Run(runs, round);

    /// <inheritdoc/>
    /// <remarks>In double precision, whatever the options say.</remarks>
    /// <exception cref="NotSupportedException">The accelerator has too little memory for one of them.</exception>
    public IReadOnlyList<SelectionGuide> Fit(
        IReadOnlyList<SelectionProblem> problems, VariationalInference settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(settings);
        return [.. selection.Fit(problems, settings, cancellation)];
    }

    /// <summary>Gives the accelerator back.</summary>
    public void Dispose() => opened.Dispose();
}
