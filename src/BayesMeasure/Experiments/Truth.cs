using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Experiments;

/// <summary>What a virtual measurement is made of: a model with the values of its parameters.</summary>
public sealed class Truth
{
    private readonly Func<double[], RandomStream, (double[] Curve, double[]? Noise)> draw;

    private Truth(string name, Func<double[], RandomStream, (double[] Curve, double[]? Noise)> draw)
    {
        Name = name;
        this.draw = draw;
    }

    /// <summary>The name of the true model among the candidates.</summary>
    public string Name { get; }

    /// <summary>One known curve.</summary>
    /// <param name="name">The name of the true model among the candidates, such as "K = 3".</param>
    /// <param name="model">The forward model.</param>
    /// <param name="parameters">One value a parameter, in the order of <see cref="ForwardModel.ParameterNames"/>.</param>
    /// <param name="noise">
    /// The values of the noise parameters where the noise has any and the design does not say them; none by default.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The number of parameters is wrong, or the model has a smooth background, which parameters do not tell.
    /// </exception>
    public static Truth Of(string name, ForwardModel model, IReadOnlyList<double> parameters, params IReadOnlyList<double> noise)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(model);
        if (model.Terms.Any(term => term.Kind is ISmoothCurve))
        {
            throw new ArgumentException(
                "A smooth background is not told by its parameters: give it as a MeasuredBackground, or take the truth from a "
                + "pilot measurement.",
                nameof(model));
        }

        double[] values = [.. parameters];
        double[]? level = noise.Count == 0 ? null : [.. noise];
        _ = model.Evaluate([], values);
        return new(name, (x, _) => (model.Evaluate(x, values), level));
    }

    /// <summary>
    /// What a pilot measurement leaves possible: each simulated measurement has a truth of its own, a draw from the posterior.
    /// </summary>
    /// <param name="pilot">The model that is taken to be true, as the comparison of the pilot measurement found it.</param>
    /// <exception cref="ArgumentException">It is not the posterior of one measurement, or has no draws.</exception>
    public static Truth Of(ComparedModel pilot)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        Draws draws = pilot.Result.Draws;
        if (pilot.Target.Curves is not [var curve] || draws.Count == 0)
        {
            throw new ArgumentException($"\"{pilot.Name}\" is not the posterior of one measurement with draws.", nameof(pilot));
        }

        return new(pilot.Name, (x, random) =>
        {
            double[] values = [.. draws[random.NextInteger(draws.Chains), random.NextInteger(draws.Count)]];
            return (curve.Posterior.DrawCurve(values, x, random), curve.Posterior.NoiseParametersOf(values));
        });
    }

    /// <summary>Draws a measurement of a design.</summary>
    internal Measurement Simulate(MeasurementDesign design, RandomStream random)
    {
        (double[] curve, double[]? noise) = draw([.. design.Points.X], random);
        int count = design.Noise.ParameterNames.Count;
        return design.Noise.Simulate(design.Points, curve, count == 0 ? [] : [.. design.NoiseParameters ?? noise ?? []], random);
    }
}
