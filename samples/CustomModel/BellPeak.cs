namespace CustomModel;

/// <summary>A peak as the reference data sets of regression write it: amplitude * exp(-((x - center) / width)^2).</summary>
public readonly struct BellPeak : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "center", "width"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T distance = (x - p[1]) / p[2];
        return p[0] * T.Exp(-distance * distance);
    }
}
