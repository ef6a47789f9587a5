using BayesMeasure.Measurements;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine.Decays;

/// <summary>
/// The rule that makes a prior from the ranges of the data. It is deliberately weak: it knows the scales of the axes and nothing
/// else. The free energies depend on it, so what is known better should be said with --prior.
/// </summary>
/// <param name="data">The measured curve.</param>
public sealed class WeakPrior(Measurement data)
{
    private const double Highest = 3;
    private const double RatesBeyondTimes = 10;

    private double Range => data.YRange.Length;

    /// <summary>One component: every factor of ten of the rate is equally likely, and so is every exponent from 0 to 1.</summary>
    public Prior Component(RelaxationForm form) => Height(form) + new Prior
    {
        ["rate"] = Prior.LogUniform(1 / (RatesBeyondTimes * data.XRange.Maximum), RatesBeyondTimes / ShortestTime),
        ["stretching"] = Prior.Uniform(0, 1),
    };

    /// <summary>The level to which a decay falls: up to one range of y from the lowest point. A recovery has none.</summary>
    public Prior Offset(RelaxationForm form) => form == RelaxationForm.Decay
        ? new Prior { ["offset"] = Prior.Uniform(data.YRange.Minimum - Range, data.YRange.Minimum + Range) }
        : new Prior();

    private double ShortestTime => data.X.Where(time => time > 0).DefaultIfEmpty(data.XRange.Maximum).Min();

    private Prior Height(RelaxationForm form) => form == RelaxationForm.Decay
        ? new Prior { ["amplitude"] = Prior.Uniform(0, Highest * Range) }
        : new Prior
        {
            ["equilibrium"] = Prior.Uniform(0, Highest * Range),
            ["inversion"] = Prior.Fixed(form == RelaxationForm.Inversion ? 2 : 1),
        };
}
