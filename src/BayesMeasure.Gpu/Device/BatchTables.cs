using BayesMeasure.Priors;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// All that kernels read and write, in flat arrays; <see cref="TargetShape"/> says where what belongs to a posterior begins.
/// </summary>
/// <typeparam name="TReal">The number of the model.</typeparam>
internal struct BatchTables<TReal>
    where TReal : unmanaged
{
    /// <summary>The posteriors.</summary>
    public ArrayView<TargetShape> Targets;

    /// <summary>What each group works on.</summary>
    public ArrayView<GroupPlace> Places;

    /// <summary>The terms of all models.</summary>
    public ArrayView<TermShape> Terms;

    /// <summary>Where parameters get their values from.</summary>
    public ArrayView<SourceShape> Sources;

    /// <summary>The steps of the sweeps.</summary>
    public ArrayView<StepShape> Steps;

    /// <summary>The entries of the steps, and the positions that these speak of.</summary>
    public ArrayView<int> Lists;

    /// <summary>The priors, one an unknown.</summary>
    public ArrayView<DistributionTable> Priors;

    /// <summary>What the priors of indicators need beside.</summary>
    public ArrayView<double> PriorTable;

    /// <summary>For each unknown, the terms that read it: bit t for the terms t, t + 64, ...</summary>
    public ArrayView<ulong> TermMasks;

    /// <summary>The constants of the likelihoods.</summary>
    public ArrayView<double> Constants;

    /// <summary>The abscissae.</summary>
    public ArrayView<TReal> X;

    /// <summary>The measured values.</summary>
    public ArrayView<TReal> Y;

    /// <summary>The weights.</summary>
    public ArrayView<TReal> Weights;

    /// <summary>The ladders.</summary>
    public ArrayView<double> InverseTemperatures;

    /// <summary>The values of all replicas.</summary>
    public ArrayView<double> Values;

    /// <summary>The coordinates of all replicas.</summary>
    public ArrayView<double> Coordinates;

    /// <summary>The log likelihood at each rung.</summary>
    public ArrayView<double> LogLikelihoods;

    /// <summary>Which replica, of those of its chain, is at each rung.</summary>
    public ArrayView<int> Occupants;

    /// <summary>Which walker of the round is at each rung.</summary>
    public ArrayView<int> Walkers;

    /// <summary>What the explorers have learnt at each rung.</summary>
    public ArrayView<double> Learnt;

    /// <summary>The sum of the acceptance probabilities between each rung and the next.</summary>
    public ArrayView<double> Acceptance;

    /// <summary>The attempted exchanges between each rung and the next.</summary>
    public ArrayView<int> Attempts;

    /// <summary>The recorded log likelihoods.</summary>
    public ArrayView<double> Traces;

    /// <summary>The recorded walkers.</summary>
    public ArrayView<ushort> WalkerTraces;

    /// <summary>The recorded points at beta = 1.</summary>
    public ArrayView<double> Draws;

    /// <summary>The log priors of the recorded points.</summary>
    public ArrayView<double> LogPriors;

    /// <summary>
    /// For each chain of a search, the highest log posterior density above beta = 1, its log likelihood, and the point.
    /// </summary>
    public ArrayView<double> Best;

    /// <summary>For each rung, the sweep in which the model failed there first; -1 while it has not.</summary>
    public ArrayView<long> FailedSweeps;

    /// <summary>For each rung, the point where it failed.</summary>
    public ArrayView<double> FailedPoints;

    /// <summary>The work memory of groups whose curves do not fit into shared memory; empty where all do.</summary>
    public ArrayView<double> Workspace;

    /// <summary>The length of the work memory of a group.</summary>
    public int WorkspaceLength;

    /// <summary>The most unknowns of a posterior.</summary>
    public int MostUnknowns;
}

/// <summary>Where a parameter gets its value from: factor * unknown + offset, or the offset alone.</summary>
/// <param name="Unknown">The position of the unknown; negative where there is none, since a kernel knows no null.</param>
/// <param name="Factor">What the unknown is multiplied by.</param>
/// <param name="Offset">What is added.</param>
internal readonly record struct SourceShape(int Unknown, double Factor, double Offset);
