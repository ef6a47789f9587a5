using System.Runtime.CompilerServices;
using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Comparison;

/// <summary>
/// The noise levels of several measurements at which their joint free energy is lowest, for measurements whose levels are not
/// known and shall not be sampled. With b_m = 1/sigma_m^2, dF/db_m = &lt;sum of r_m^2&gt;/2 - N_m/(2 b_m), so at the minimum
/// b_m = N_m / &lt;sum of r_m^2&gt;: an equation that is iterated (Tokuda, Nagata, Okada, JPSJ 86, 024001, 2017; Katakami et al.,
/// arXiv 2406.02869).
/// </summary>
/// <remarks>
/// Each step is a run. A level that is sampled, with a prior (<see cref="GaussianNoise.Unknown"/>), costs one run only, and its
/// uncertainty is in all results; here the free energy is that at the best levels, too low by about ln(width of prior / width of
/// posterior) for each of them.
/// </remarks>
public sealed class JointNoiseLevels
{
    private const int MostSteps = 20;
    private const double Converged = 0.003;

    private JointNoiseLevels(
        IReadOnlyList<double> levels, IReadOnlyList<IReadOnlyList<double>> path, JointPosterior posterior, Result result)
    {
        Levels = levels;
        Path = path;
        Posterior = posterior;
        Result = result;
    }

    /// <summary>The standard deviation of the noise of each measurement, in the unit of its y.</summary>
    public IReadOnlyList<double> Levels { get; }

    /// <summary>The levels of all steps, from those that were given to the last ones.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Path { get; }

    /// <summary>The question at the last levels.</summary>
    public JointPosterior Posterior { get; }

    /// <summary>What was found there.</summary>
    public Result Result { get; }

    /// <summary>Iterates until no level moves by more than 0.3 %, by replica exchange.</summary>
    /// <param name="joint">The measurements, with levels to start from: <see cref="GaussianNoise.Known"/> for each.</param>
    /// <param name="options">The settings of every run; null for the defaults. Step i (from 0) uses the seed Seed + i.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NotSupportedException">The noise of a measurement is not Gaussian with one known level.</exception>
    /// <exception cref="InvalidOperationException">The levels still move after 20 steps.</exception>
    /// <exception cref="InferenceException">A model failed.</exception>
    [OverloadResolutionPriority(1)]
    public static JointNoiseLevels Find(
        JointPosterior joint, ReplicaExchangeOptions? options = null, CancellationToken cancellation = default) =>
        Find(joint, new ReplicaExchange(options), cancellation);

    /// <summary>Iterates until no level moves by more than 0.3 %.</summary>
    /// <param name="joint">The measurements, with levels to start from: <see cref="GaussianNoise.Known"/> for each.</param>
    /// <param name="inference">The method. Step i (from 0) has the seed Seed + i.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NotSupportedException">
    /// The noise of a measurement is not Gaussian with one known level, or the method cannot answer joint posteriors.
    /// </exception>
    /// <exception cref="InvalidOperationException">The levels still move after 20 steps.</exception>
    /// <exception cref="InferenceException">A run failed.</exception>
    public static JointNoiseLevels Find(JointPosterior joint, IInference inference, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(joint);
        ArgumentNullException.ThrowIfNull(inference);
        double[] levels = [.. joint.Parts.Zip(joint.Curves, (part, curve) => LevelOf(part, curve.Posterior))];
        var path = new List<IReadOnlyList<double>> { levels };
        for (int step = 0; step < MostSteps; step++)
        {
            Result result = inference.WithSeed(inference.Seed + (ulong)step).Run(joint, progress: null, cancellation);
            double[] next = [.. levels.Select((level, part) => Step(result.Target.Curves[part], level, result.Draws))];
            path.Add(next);
            if (next.Zip(levels).All(pair => Math.Abs(pair.First / pair.Second - 1) <= Converged))
            {
                return new(levels, path, joint, result);
            }

            levels = next;
            joint = new(joint.Prior, [.. joint.Parts.Zip(levels, WithLevel)]);
        }

        throw new InvalidOperationException($"The noise levels still move after {MostSteps} steps: use more sweeps.");
    }

    private static double LevelOf(JointPart part, Posterior posterior)
    {
        if (part.Noise is not GaussianNoise || part.Noise.ParameterNames.Count > 0)
        {
            throw new NotSupportedException($"\"{part.Name}\": give a level to start from, GaussianNoise.Known.");
        }

        if (posterior.Smooth is not null)
        {
            throw new NotSupportedException(
                $"\"{part.Name}\" has a smooth background, beside which residuals do not tell the level: "
                + "use GaussianNoise.Unknown.");
        }

        ReadOnlySpan<double> weights = posterior.NoiseBinding.Weights;
        return weights.ContainsAnyExcept(weights[0])
            ? throw new NotSupportedException($"\"{part.Name}\": its noise differs from point to point, and has no one level.")
            : 1 / Math.Sqrt(weights[0]);
    }

    private static JointPart WithLevel(JointPart part, double level) => part with { Noise = GaussianNoise.Known(level) };

    /// <summary>
    /// sigma^2 = &lt;sum of r^2&gt; / N, with the residuals from log L = -(N/2) ln 2 pi sigma^2 - sum of r^2 / 2 sigma^2.
    /// </summary>
    private static double Step(MeasuredCurve curve, double level, Draws draws)
    {
        ITargetState state = curve.Posterior.CreateState();
        double points = curve.Measurement.Count;
        double sum = 0;
        for (int chain = 0; chain < draws.Chains; chain++)
        {
            for (int draw = 0; draw < draws.Count; draw++)
            {
                state.Set(curve.ValuesOf(draws[chain, draw]));
                sum += state.LogLikelihood;
            }
        }

        double mean = sum / (draws.Chains * draws.Count);
        return level * Math.Sqrt(-2 / points * mean - Math.Log(2 * Math.PI * level * level));
    }
}
