namespace BayesMeasure.DataIntegration;

/// <summary>How much narrower the posterior of a shared parameter becomes when measurements are joined.</summary>
/// <param name="Parameter">The full name of the parameter, such as "center[2]".</param>
/// <param name="Measurement">The name of the measurement whose own answer is compared.</param>
/// <param name="Separate">The posterior standard deviation from that measurement alone.</param>
/// <param name="SeparateError">Its Monte Carlo standard error.</param>
/// <param name="Joint">The posterior standard deviation from all measurements together.</param>
/// <param name="JointError">Its Monte Carlo standard error.</param>
public sealed record SharedWidth(
    string Parameter, string Measurement, double Separate, double SeparateError, double Joint, double JointError)
{
    /// <summary>The gain: the separate over the joint standard deviation, above 1 where the others helped.</summary>
    public double Gain => Separate / Joint;

    /// <summary>The Monte Carlo standard error of <see cref="Gain"/>, to first order.</summary>
    public double GainError => Gain * Math.Sqrt(Math.Pow(SeparateError / Separate, 2) + Math.Pow(JointError / Joint, 2));
}
