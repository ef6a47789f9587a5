using BayesMeasure.Variational;

namespace BayesMeasure.Gpu.Selections;

/// <summary>How far a guide has come: written by one thread of its group, and read behind the next barrier.</summary>
internal struct SelectionProgress
{
    /// <summary>The bound of the stage so far.</summary>
    public BoundWindow Window;

    /// <summary>The steps of all stages.</summary>
    public int Done;

    /// <summary>The steps of this stage.</summary>
    public int Step;

    /// <summary>The steps that are averaged.</summary>
    public int Averaged;

    /// <summary>The draws of a step.</summary>
    public int Batch;

    /// <summary>Whether the stage has ended: 1, or 0.</summary>
    public int HasEnded;

    /// <summary>0, or 1 and the parameter of the guide that is no number any more; -1 where the bound is none.</summary>
    public int Fault;

    /// <summary>Adam's momentum to the power of its steps.</summary>
    public double MeanDecay;

    /// <summary>The same of its squares.</summary>
    public double SquareDecay;

    /// <summary>The sum of ln L + ln p over the draws of this step.</summary>
    public double Sum;

    /// <summary>The summed variance of the gradient of one draw, where the stage began.</summary>
    public double Noise;
}
