using BayesMeasure.Models;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>Refuses a component that names an amplitude it does not have, or to which it is not proportional.</summary>
/// <param name="points">Where the component is tried.</param>
internal sealed class AmplitudeCheck(IReadOnlyList<double> points) : IModelVisitor<bool>
{
    public bool VisitComponent<TComponent>()
        where TComponent : struct, IComponent
    {
        if (TComponent.Amplitude is not string amplitude)
        {
            return true;
        }

        int position = TComponent.ParameterNames.ToList().IndexOf(amplitude);
        if (position < 0)
        {
            throw new ArgumentException(
                $"The component {typeof(TComponent).Name} names the amplitude '{amplitude}', which is not among its parameters "
                + $"({string.Join(", ", TComponent.ParameterNames)}).");
        }

        return IsProportional<TComponent>(position) ? true : throw new ArgumentException(
            $"The component {typeof(TComponent).Name} names '{amplitude}' as its amplitude, but is not proportional to it. "
            + "Remove the Amplitude property, or correct Evaluate.");
    }

    public bool VisitCurveModel(ICurveModel model) => true;

    /// <summary>f(x; 3a) = 3 f(x; a) for generic parameters; where f is not finite, nothing is said.</summary>
    private bool IsProportional<TComponent>(int position)
        where TComponent : struct, IComponent
    {
        Scalar[] parameters = new Scalar[TComponent.ParameterNames.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = 0.3 + 0.17 * i;
        }

        foreach (double x in points)
        {
            parameters[position] = 1.0;
            double once = TComponent.Evaluate<Scalar, ParameterSpan<Scalar>>(x, new(parameters)).Value;
            parameters[position] = 3.0;
            double thrice = TComponent.Evaluate<Scalar, ParameterSpan<Scalar>>(x, new(parameters)).Value;
            if (Math.Abs(thrice - 3 * once) > 1e-9 * Math.Abs(once))
            {
                return false;
            }
        }

        return true;
    }
}
