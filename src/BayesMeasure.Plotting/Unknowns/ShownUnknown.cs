using BayesMeasure.Posteriors;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;

namespace BayesMeasure.Plotting.Unknowns;

/// <summary>An unknown that a figure shows, with its draws and how it is written.</summary>
/// <param name="Parameter">The unknown.</param>
/// <param name="Summary">Its posterior in numbers.</param>
/// <param name="Chains">Its draws, chain by chain.</param>
internal sealed record ShownUnknown(Parameter Parameter, QuantitySummary Summary, IReadOnlyList<double[]> Chains)
{
    /// <summary>Its name with its unit.</summary>
    public string Label => AxisLabel.Of(Parameter.Name, Parameter.Unit);

    /// <summary>What was found: "1.03 ± 0.02 eV".</summary>
    public string Value => new ValueWithError(Summary.Mean, Summary.StandardDeviation).Typeset + AxisLabel.Suffix(Parameter.Unit);

    /// <summary>All draws.</summary>
    public double[] Values { get; } = [.. Chains.SelectMany(chain => chain)];

    /// <summary>Where it is drawn: a little beyond all draws but one in a thousand, and within its prior.</summary>
    public (double Least, double Most) Range
    {
        get
        {
            (double least, double most) = (Summary.Quantile(0.0005), Summary.Quantile(0.9995));
            double margin = most > least ? 0.12 * (most - least) : Math.Max(1e-9, 0.01 * Math.Abs(most));
            double left = Math.Max(least - margin, Parameter.Prior.Minimum);
            double right = Math.Min(most + margin, Parameter.Prior.Maximum);
            return right > left ? (left, right) : (least - margin, most + margin);
        }
    }
}
