namespace BayesMeasure.CommandLine.Peaks;

/// <summary>The shape of a peak.</summary>
public enum PeakShape
{
    /// <summary>a exp(-b (x - mu)^2 / 2).</summary>
    Gaussian,

    /// <summary>a / (1 + 4 ((x - mu) / w)^2).</summary>
    Lorentzian,

    /// <summary>A mixture of a Gaussian and a Lorentzian of one width.</summary>
    PseudoVoigt,

    /// <summary>The convolution of a Gaussian and a Lorentzian, each with its width.</summary>
    Voigt,

    /// <summary>(1 + c ((x - mu) / w)^2)^-m, with heavier tails than a Gaussian.</summary>
    Pearson,

    /// <summary>The line of a metal, with a tail to one side.</summary>
    DoniachSunjic,

    /// <summary>A Gaussian with an exponential tail to one side.</summary>
    ExponentiallyModified,

    /// <summary>Pseudo-Voigt, with a width that changes through the peak.</summary>
    Sigmoidal,

    /// <summary>Two halves of different width, each Gaussian.</summary>
    SplitGaussian,

    /// <summary>Two halves of different width, each Lorentzian.</summary>
    SplitLorentzian,

    /// <summary>Two halves of different width, each pseudo-Voigt.</summary>
    SplitPseudoVoigt,

    /// <summary>Two halves of different width, each Voigt.</summary>
    SplitVoigt,

    /// <summary>Two halves of different width, each Pearson VII.</summary>
    SplitPearson,
}
