/// <summary>height * exp(-rate x) * cos(frequency x).</summary>
public readonly struct DampedOscillation : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["height", "rate", "frequency"];

    public static string? Amplitude => "height";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Exp(-p[1] * x) * T.Cos(p[2] * x);
}
