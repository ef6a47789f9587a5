namespace BayesMeasure.Priors;

/// <summary>
/// What the densities and draws of a <see cref="DistributionTable"/> take of an engine: two functions, and the probabilities of
/// the indicators that it keeps in one list.
/// </summary>
public interface IDistributionFunctions
{
    /// <summary>e^x.</summary>
    static abstract double Exp(double x);

    /// <summary>The natural logarithm.</summary>
    static abstract double Log(double x);

    /// <summary>An entry of the list that the engine has made of <see cref="Distribution.TableProbabilities"/>.</summary>
    /// <param name="index">The position in the list.</param>
    double ProbabilityAt(int index);
}

/// <summary>The functions of the runtime, and the probabilities of one distribution.</summary>
/// <param name="probabilities">The list.</param>
internal readonly struct RuntimeFunctions(double[] probabilities) : IDistributionFunctions
{
    public static double Exp(double x) => Math.Exp(x);

    public static double Log(double x) => Math.Log(x);

    public double ProbabilityAt(int index) => probabilities[index];
}
