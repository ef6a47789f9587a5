using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Noise;

/// <summary>
/// How measured values scatter about the prediction. What it says of a measurement, its density with it, is a
/// <see cref="NoiseBinding"/>; <see cref="INoiseDensity"/> shows how to write a noise model of one's own.
/// </summary>
public abstract record NoiseModel
{
    /// <summary>The names of the parameters that a prior must speak of; empty when the noise is known.</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>
    /// Whether it knows something of each measured point, such as a sigma or an exposure, without which no other point can be
    /// simulated; false by default.
    /// </summary>
    public virtual bool IsPointwise => false;

    /// <summary>
    /// Whether its first parameter is a level sigma of which ln L = c - n ln sigma - misfit / 2 sigma^2: given all else, sigma^2
    /// has an inverse gamma distribution.
    /// </summary>
    internal virtual bool HasFreeLevel => false;

    /// <summary>
    /// The density of the values of a measurement, with the weight of every point and all constants. A posterior holds it as
    /// <c>Posterior.NoiseBinding</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The measurement lacks what this noise model needs.</exception>
    public abstract NoiseBinding Bind(Measurement measurement);

    /// <summary>
    /// The noise that one draw from a posterior speaks of: this one, unless its level was integrated out, which is drawn then.
    /// </summary>
    /// <param name="measurement">The measurement.</param>
    /// <param name="prediction">What the draw predicts, one value a point of the measurement.</param>
    /// <param name="random">Where the random numbers come from.</param>
    internal virtual NoiseModel Resolved(Measurement measurement, Func<double[]> prediction, RandomStream random) => this;

    /// <summary>Draws a measurement, for a virtual experiment or a posterior predictive check.</summary>
    /// <param name="design">
    /// Where is measured, and with which sigma where the noise is given point by point; its y is not read.
    /// </param>
    /// <param name="prediction">What the forward model predicts, one value a point.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="ParameterNames"/>.</param>
    /// <param name="random">Where the random numbers come from: the same stream gives the same measurement.</param>
    /// <returns>The design with other y.</returns>
    /// <exception cref="ArgumentException">
    /// The number of predictions or of parameters is wrong, or the design lacks what this noise model needs.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The noise cannot scatter about a prediction.</exception>
    /// <exception cref="NotSupportedException">A noise model of one's own does not say how to draw.</exception>
    public Measurement Simulate(
        Measurement design, ReadOnlySpan<double> prediction, ReadOnlySpan<double> parameters, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(random);
        if (parameters.Length != ParameterNames.Count)
        {
            throw new ArgumentException(
                $"The noise \"{this}\" has {ParameterNames.Count} parameters ({string.Join(", ", ParameterNames)}), "
                + $"but {parameters.Length} values were given.",
                nameof(parameters));
        }

        double[] y = new double[design.Count];
        NoiseBinding binding = Bind(design.WithValues(y));
        if (prediction.Length != y.Length)
        {
            throw new ArgumentException(
                $"The design has {y.Length} points, but {prediction.Length} predictions were given.", nameof(prediction));
        }

        binding.DrawAll(prediction, parameters, random, y);
        return design.WithValues(y);
    }
}
