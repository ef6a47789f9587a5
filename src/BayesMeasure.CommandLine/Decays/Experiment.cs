using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine.Decays;

/// <summary>
/// Made data with a known answer, after Ueda et al., J. Phys. Soc. Jpn. 92, 054002 (2023): three exponentials, or one stretched
/// exponential, in noise of 0.005 from a fixed generator, so that every run, anywhere, has the same data.
/// </summary>
/// <param name="decades">The times go from 10^-4 over so many decades.</param>
/// <param name="components">The components in ascending order of their rates: amplitude, rate, stretching.</param>
public sealed class Experiment(int decades, params double[][] components)
{
    /// <summary>The standard deviation of the noise.</summary>
    public const double Sigma = 0.005;

    private const int Points = 100;

    /// <summary>The prior of one component.</summary>
    public static Prior Component { get; } = new()
    {
        ["amplitude"] = Prior.Uniform(0, 1.2),
        ["rate"] = Prior.LogUniform(1e-2, 1e4),
        ["stretching"] = Prior.Uniform(0, 1),
    };

    /// <summary>The prior of the offset.</summary>
    public static Prior Offset { get; } = new() { ["offset"] = Prior.Uniform(-0.2, 0.2) };

    /// <summary>Experiment 1: three exponentials. Experiment 2: one stretched exponential.</summary>
    public static Experiment Number(int number) => number == 1
        ? new(6, [0.2, 0.2, 1], [0.3, 5, 1], [0.5, 100, 1])
        : new(5, [1, 5, 0.7]);

    /// <summary>The data.</summary>
    /// <param name="name">Their name.</param>
    public Measurement CreateData(string name)
    {
        double[] time = [.. Enumerable.Range(0, Points).Select(i => Math.Pow(10, -4 + (double)decades * i / (Points - 1)))];
        ForwardModel model = ForwardModel.Of<StretchedDecay>().Repeat(components.Length);
        double[] curve = model.Evaluate(time, [.. components.SelectMany(values => values)]);
        var normals = new PolarNormals(seed: 0);
        return new(time, curve.Select(value => value + Sigma * normals.Next())) { Name = name, XName = "time", XUnit = "s" };
    }

    /// <summary>The true value of a parameter of a model with as many components; null where there is none.</summary>
    public double? TruthOf(ComparedModel model, Parameter parameter)
    {
        if (!model.Name.StartsWith($"{components.Length} ", StringComparison.Ordinal))
        {
            return null;
        }
        int position = Component.Entries.ToList().FindIndex(entry => entry.Name == parameter.BaseName);
        return parameter.Component is { } number ? components[number - 1][position] : 0;
    }
}
