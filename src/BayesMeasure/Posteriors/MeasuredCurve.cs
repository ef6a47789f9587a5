using BayesMeasure.Measurements;
using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>One measured curve that a target explains, by itself or together with others.</summary>
/// <param name="Name">
/// The name of the measurement; among those of a <see cref="JointPosterior"/>, the one that its prior speaks of.
/// </param>
/// <param name="Posterior">
/// What is asked of this curve alone: with parameters named as its model has them, and its own copy of what it shares.
/// </param>
/// <param name="Positions">For each unknown of the posterior, its position among those of the target.</param>
public sealed record MeasuredCurve(string Name, Posterior Posterior, IReadOnlyList<int> Positions)
{
    /// <summary>The measured points.</summary>
    public Measurement Measurement => Posterior.Measurement;

    /// <summary>What is asked of the one curve that is all of a target, unknown by unknown; null where there is none.</summary>
    internal static Posterior? Whole(ITarget target) =>
        target.Curves is [var only] && only.Positions.SequenceEqual(Enumerable.Range(0, target.Parameters.Count))
            ? only.Posterior
            : null;

    /// <summary>The curve of a measurement.</summary>
    /// <param name="target">What explains it.</param>
    /// <param name="name">The name of the measurement; null where there is one alone.</param>
    /// <exception cref="ArgumentException">There is no such curve, or it is not said which; the message lists them.</exception>
    internal static MeasuredCurve Of(ITarget target, string? name)
    {
        string[] names = [.. target.Curves.Select(curve => curve.Name)];
        return target.Curves is [var only] && name is null
            ? only
            : target.Curves.FirstOrDefault(curve => curve.Name == name) ?? throw new ArgumentException((names, name) switch
            {
                ([], _) => "A bare log likelihood explains no measured curve, so there is none to predict or to summarise.",
                (_, null) => $"Several measurements are explained together: say which of {string.Join(", ", names)} is meant.",
                _ => $"There is no measurement named \"{name}\".{NearestName.Hint(name, names)} "
                    + $"Known are {string.Join(", ", names)}.",
            });
    }

    /// <summary>The values of the unknowns that the curve reads, as <see cref="Posterior.Predict"/> takes them.</summary>
    /// <param name="values">One value an unknown of the target.</param>
    public double[] ValuesOf(ReadOnlySpan<double> values)
    {
        double[] own = new double[Positions.Count];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = values[Positions[i]];
        }

        return own;
    }
}
