namespace CustomModel;

/// <summary>A curve of known parameters with noise on it.</summary>
public static class Generated
{
    /// <summary>The parameters: of the decay, of the first peak, of the second.</summary>
    public static IReadOnlyList<double> Truth { get; } = [99, 0.0105, 100, 68, 23, 72, 179, 18.4];

    /// <summary>Evaluates a model at the truth at x = 1 to 250, and adds Gaussian noise of standard deviation 2.5.</summary>
    public static Measurement Curve(ForwardModel model, ulong seed)
    {
        double[] x = [.. Enumerable.Range(1, 250).Select(i => (double)i)];
        var random = new RandomStream(seed, chain: 0, replica: 0);
        double[] y = [.. model.Evaluate(x, [.. Truth]).Select(value => value + 2.5 * random.NextNormal())];
        return new Measurement(x, y) { Name = "two peaks on a decay" };
    }
}
