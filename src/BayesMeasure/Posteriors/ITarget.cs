namespace BayesMeasure.Posteriors;

/// <summary>
/// All that a sampler knows of a problem: independent priors it can draw from, a log likelihood, and which parameters
/// belong together. Only the likelihood is tempered: p_beta(theta) ~ L(theta)^beta p(theta).
/// </summary>
public interface ITarget
{
    /// <summary>The unknowns, each with its prior.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>
    /// Groups of parameter positions that are worth moving together, such as one peak. Every parameter is in exactly one.
    /// </summary>
    IReadOnlyList<IReadOnlyList<int>> Blocks { get; }

    /// <summary>Components that are alike, such as the peaks of a spectrum; none by default.</summary>
    IReadOnlyList<ComponentGroup> Groups => [];

    /// <summary>The measured curves that it explains; none, the default, for what is no curve with noise.</summary>
    IReadOnlyList<MeasuredCurve> Curves => [];

    /// <summary>
    /// What tells this target from others, beside its parameters, priors and blocks, as names with texts: data, settings of the
    /// model. A run is not resumed from the checkpoint of a target that is described otherwise. Empty by default.
    /// </summary>
    IEnumerable<(string Name, string Text)> Description => [];

    /// <summary>
    /// Says what fails at a point where the log likelihood was not a number or could not be computed: which model, where, and
    /// what to do. Null, the default, where there is nothing to add.
    /// </summary>
    /// <param name="values">One value a parameter.</param>
    string? FaultAt(ReadOnlySpan<double> values) => null;

    /// <summary>
    /// The same target, whose sums over data points are taken in so many partial sums side by side: these round alike on every
    /// processor, while another number rounds differently in the last digit. Itself, the default, where it sums nothing so.
    /// </summary>
    /// <param name="lanes">The number of partial sums: 2, 4 or 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no lanes of that number.</exception>
    ITarget WithLanes(int lanes) => this;

    /// <summary>
    /// Creates what computes the log likelihood with its derivatives, for one thread; null, the default, where there are none: a
    /// method that goes by derivatives, such as variational inference, refuses the target then.
    /// </summary>
    ILogLikelihoodGradient? CreateGradient() => null;

    /// <summary>Creates the state of one replica. States share nothing that is written to.</summary>
    ITargetState CreateState();
}
