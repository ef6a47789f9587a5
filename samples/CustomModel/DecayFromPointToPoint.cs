namespace CustomModel;

/// <summary>
/// The door for what is not pointwise: the whole curve at once, here from point to point as a differential equation is solved.
/// </summary>
// <curve-model>
public sealed class DecayFromPointToPoint : ICurveModel
{
    public IReadOnlyList<string> ParameterNames { get; } = ["height", "rate"];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        y[0] = parameters[0] * Math.Exp(-parameters[1] * x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            y[i] = y[i - 1] * Math.Exp(-parameters[1] * (x[i] - x[i - 1]));
        }
    }
}
// </curve-model>
