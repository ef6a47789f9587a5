using System.Globalization;
using BayesMeasure.Plotting;

namespace CustomModel;

/// <summary>A model of one's own, or several to choose from, with data that were made by one of them.</summary>
/// <param name="Name">What was measured; also the name of the figure.</param>
/// <param name="X">The abscissae, with their name and unit.</param>
/// <param name="Y">The name and the unit of y.</param>
/// <param name="Truth">The values by which the data are made: one a parameter of the last candidate, the noise included.</param>
/// <param name="Candidates">The models that are compared; the last one made the data.</param>
public sealed record Example(
    string Name, (double[] Values, string Name, string Unit) X, (string Name, string Unit) Y, double[] Truth,
    params Candidate[] Candidates)
{
    private static readonly ReplicaExchangeOptions Options = new() { Seed = 7, Chains = 2, BurnInSweeps = 600, Sweeps = 800 };

    /// <summary>Makes the data, samples every candidate, prints what is found, and saves a figure.</summary>
    /// <returns>Whether the right model is chosen and each parameter is found within three of its standard deviations.</returns>
    public bool Run(string folder)
    {
        ModelComparison comparison = new ModelFamily(Candidates).Compare(Made(), Options);
        Console.WriteLine($"{Environment.NewLine}{Name}");
        if (Candidates.Length > 1)
        {
            Console.WriteLine(comparison);
        }

        IReadOnlyList<QuantitySummary> found = comparison.Best.Result.Summary.Parameters;
        bool isRight = comparison.Best.Name == Candidates[^1].Name;
        foreach ((QuantitySummary parameter, double truth) in isRight ? found.Zip(Truth) : [])
        {
            Console.WriteLine(Line(parameter, truth));
            isRight &= Math.Abs(parameter.Mean - truth) < 3 * parameter.StandardDeviation;
        }

        comparison.Plot().SavePng(Path.Combine(folder, $"{Name.Replace(' ', '-')}.png"));
        return isRight;
    }

    private static string Line(QuantitySummary found, double truth) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {found.Name,-14} {found.Mean,10:G5} +- {found.StandardDeviation,-9:G2} "
            + $"truth {truth:G5} {found.Unit}");

    private Measurement Made()
    {
        var random = new RandomStream(seed: 2, chain: 0, replica: 0);
        double noise = Truth[^1];
        double[] y =
            [.. Candidates[^1].Model.Evaluate(X.Values, Truth.AsSpan(..^1)).Select(value => value + noise * random.NextNormal())];
        return new(X.Values, y) { Name = Name, XName = X.Name, XUnit = X.Unit, YName = Y.Name, YUnit = Y.Unit };
    }
}
