using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A target given by priors and a log likelihood alone: mixtures, rates, anything that is not a curve with noise.
/// </summary>
public sealed class LogLikelihoodTarget : ITarget
{
    private readonly Func<ReadOnlySpan<double>, double> logLikelihood;
    private readonly Func<ReadOnlySpan<double>, Span<double>, double>? gradient;

    /// <summary>Creates the target.</summary>
    /// <param name="prior">The priors, all of them distributions.</param>
    /// <param name="logLikelihood">
    /// The log likelihood of one value a parameter, in the order of the prior: with all normalising constants, and -infinity
    /// where the data are impossible. It is called from several threads at once.
    /// </param>
    /// <exception cref="ArgumentException">A parameter of the prior is fixed or tied.</exception>
    public LogLikelihoodTarget(Prior prior, Func<ReadOnlySpan<double>, double> logLikelihood)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(logLikelihood);
        this.logLikelihood = logLikelihood;
        Parameters = [.. prior.Entries.Select(Free)];
        Blocks = [[.. Enumerable.Range(0, Parameters.Count)]];
        Groups = ComponentGroup.Of(Parameters);
    }

    /// <summary>Creates the target with the derivatives of its log likelihood.</summary>
    /// <param name="prior">The priors, all of them distributions.</param>
    /// <param name="logLikelihood">The log likelihood of one value a parameter, in the order of the prior.</param>
    /// <param name="gradient">
    /// The same log likelihood, which writes its derivative by each value as well. It is called from several threads at once.
    /// </param>
    /// <exception cref="ArgumentException">A parameter of the prior is fixed or tied.</exception>
    public LogLikelihoodTarget(
        Prior prior,
        Func<ReadOnlySpan<double>, double> logLikelihood,
        Func<ReadOnlySpan<double>, Span<double>, double> gradient)
        : this(prior, logLikelihood)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        this.gradient = gradient;
    }

    /// <summary>
    /// Whether the derivatives hold between 0 and 1 of indicators as well, so that these can be relaxed; false by default.
    /// </summary>
    public bool RelaxesIndicators { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Blocks { get; }

    /// <summary>The components that a repeated prior numbers, such as those of a mixture.</summary>
    public IReadOnlyList<ComponentGroup> Groups { get; }

    /// <inheritdoc/>
    public ILogLikelihoodGradient? CreateGradient() => gradient is null ? null : new Gradient(gradient, RelaxesIndicators);

    /// <inheritdoc/>
    public ITargetState CreateState() => new State(logLikelihood, Parameters.Count);

    private static Parameter Free(PriorEntry entry) => entry.IsFree ? Parameter.Of(entry) : throw new ArgumentException(
        $"The parameter '{entry.Name}' of a bare log likelihood must have a distribution, not {entry.Rule}: "
        + "put constants into the function itself.");

    private sealed class Gradient(Func<ReadOnlySpan<double>, Span<double>, double> function, bool relaxes)
        : ILogLikelihoodGradient
    {
        public double Evaluate(ReadOnlySpan<double> values, Span<double> gradient)
        {
            // What is left unwritten is no number, and is found.
            gradient.Fill(double.NaN);
            return function(values, gradient);
        }

        public bool Relaxes(int parameter) => relaxes;
    }

    private sealed class State(Func<ReadOnlySpan<double>, double> logLikelihood, int count) : ITargetState
    {
        private readonly double[] values = new double[count];
        private readonly double[] trial = new double[count];
        private double trialLogLikelihood;

        public ReadOnlySpan<double> Values => values;

        public ReadOnlySpan<double> TrialValues => trial;

        public double LogLikelihood { get; private set; }

        public void Set(ReadOnlySpan<double> values)
        {
            values.CopyTo(trial);
            trialLogLikelihood = logLikelihood(trial);
            Accept();
        }

        public double Propose(ReadOnlySpan<int> positions, ReadOnlySpan<double> values)
        {
            this.values.CopyTo(trial, 0);
            for (int i = 0; i < positions.Length; i++)
            {
                trial[positions[i]] = values[i];
            }

            return trialLogLikelihood = logLikelihood(trial);
        }

        public void Accept()
        {
            trial.CopyTo(values, 0);
            LogLikelihood = trialLogLikelihood;
        }
    }
}
