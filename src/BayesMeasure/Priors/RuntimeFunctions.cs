namespace BayesMeasure.Priors;

/// <summary>The functions of the runtime, and the probabilities of one distribution.</summary>
/// <param name="probabilities">The list.</param>
internal readonly struct RuntimeFunctions(double[] probabilities) : IDistributionFunctions
{
    public static double Exp(double x) => Math.Exp(x);

    public static double Log(double x) => Math.Log(x);

    public double ProbabilityAt(int index) => probabilities[index];
}
