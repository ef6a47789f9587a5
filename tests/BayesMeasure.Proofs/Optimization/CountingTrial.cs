using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>One seed: spectra to learn from, others to be counted, and the first weights of a network.</summary>
internal sealed class CountingTrial(ulong seed)
{
    /// <summary>The spectra that a network learns from.</summary>
    public const int Training = 3000;

    private const int Others = 10_000;
    private const int StreamOfTraining = 0;
    private const int StreamOfOthers = 1;

    private readonly StochasticObjective objective = CountingNetwork.Objective(new(Training, seed, StreamOfTraining));
    private readonly CountedSpectra others = new(Others, seed, StreamOfOthers);
    private readonly double[] start = CountingNetwork.Start(seed);

    /// <summary>A network that was trained by a schedule.</summary>
    public GraduatedRun Train(Schedule schedule) => new ImplicitGraduation(schedule) { Seed = seed }.Run(objective, start);

    /// <summary>The fraction of the other spectra whose peaks it counts right.</summary>
    public double AccuracyOf(GraduatedRun trained) => CountingNetwork.Accuracy([.. trained.Point], others);

    /// <summary>The noise of gradients where a training began, and where it ended, from a part of its spectra.</summary>
    public (GradientNoise Start, GradientNoise End) NoiseOf(GraduatedRun trained)
    {
        const int Part = 600;
        StochasticObjective part = CountingNetwork.Objective(new(Part, seed, StreamOfTraining));
        return (GradientNoise.Of(part, [start]), GradientNoise.Of(part, [[.. trained.Point]]));
    }
}
