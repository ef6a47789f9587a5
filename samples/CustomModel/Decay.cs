namespace CustomModel;

/// <summary>The fast door: a struct that is generic over the number it computes with.</summary>
// <component>
public readonly struct Decay : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["height", "rate"];

    public static string? Amplitude => "height";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Exp(-p[1] * x);
}
// </component>
