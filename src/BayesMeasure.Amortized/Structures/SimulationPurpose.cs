namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// What random numbers are for. Each purpose has a sequence of its own, so that curves that judge a network are never those
/// that it learnt from. The values are part of what a seed gives.
/// </summary>
internal enum SimulationPurpose
{
    /// <summary>Curves to learn from.</summary>
    Training = 0,

    /// <summary>Curves that a network is judged by.</summary>
    Judgement = 1,

    /// <summary>Curves that tell the range of scales.</summary>
    Scales = 2,

    /// <summary>The weights of a network before training.</summary>
    Weights = 3,

    /// <summary>Structures that are drawn from an answer.</summary>
    Answers = 4,

    /// <summary>Curves that tell which ones are typical.</summary>
    Typical = 5,

    /// <summary>Noise that parameters are told from in training.</summary>
    Diffusion = 8,

    /// <summary>Parameters that are drawn from an answer.</summary>
    Parameters = 9,
}
