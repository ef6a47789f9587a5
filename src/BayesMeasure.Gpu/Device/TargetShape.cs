namespace BayesMeasure.Gpu.Device;

/// <summary>One posterior of a batch: its sizes, and where what belongs to it begins in the tables of the batch.</summary>
internal record struct TargetShape
{
    /// <summary>The seed of its random numbers.</summary>
    public ulong Seed;

    /// <summary>The number of measured points.</summary>
    public int Points;

    /// <summary>Where its points begin.</summary>
    public int Data;

    /// <summary>The number of unknowns.</summary>
    public int Unknowns;

    /// <summary>Where its priors, and the masks of terms that read an unknown, begin.</summary>
    public int Priors;

    /// <summary>The number of terms.</summary>
    public int Terms;

    /// <summary>Where its terms begin.</summary>
    public int FirstTerm;

    /// <summary>The number of parameters of all terms.</summary>
    public int Parameters;

    /// <summary>The number of noise parameters.</summary>
    public int NoiseParameters;

    /// <summary>Where the sources of the noise parameters begin.</summary>
    public int NoiseSources;

    /// <summary>Where the constants of the likelihood begin.</summary>
    public int Constants;

    /// <summary>Where the steps of its sweeps begin; all posteriors have equally many.</summary>
    public int FirstStep;

    /// <summary>The most terms that a move touches.</summary>
    public int TouchedTerms;

    /// <summary>The number of rungs.</summary>
    public int Rungs;

    /// <summary>The rung of beta = 1: the last one but during a search.</summary>
    public int PosteriorRung;

    /// <summary>Where its inverse temperatures begin.</summary>
    public int Ladder;

    /// <summary>Where its replicas begin, chain by chain and rung by rung.</summary>
    public int FirstReplica;

    /// <summary>Where its chains begin.</summary>
    public int FirstChain;

    /// <summary>Where the points of its replicas begin.</summary>
    public long FirstPoint;

    /// <summary>Where the learnt numbers of its rungs begin, chain by chain and rung by rung.</summary>
    public long FirstLearnt;

    /// <summary>The learnt numbers of one rung.</summary>
    public int LearntLength;

    /// <summary>Where its record begins: of log likelihoods and walkers, chain by chain, sweep by sweep, rung by rung.</summary>
    public long FirstTrace;

    /// <summary>Where its draws begin: chain by chain and sweep by sweep.</summary>
    public long FirstDraw;

    /// <summary>Where, for each chain, the best point of a search begins.</summary>
    public int FirstBest;
}
