using BayesMeasure.Amortized.Network;

namespace BayesMeasure.Amortized.Training;

/// <summary>How a network is trained. Immutable; changed by <c>with</c>.</summary>
public sealed record TrainingOptions
{
    /// <summary>The seed: the same network for the same seed, on one kind of machine. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of steps, each from curves that were never seen before. 2,000 by default.</summary>
    public int Steps { get; init; } = 2000;

    /// <summary>The number of curves of a step. 128 by default.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>The largest learning rate, between a linear rise and a fall to 0 as a cosine. 0.002 by default.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>In how many steps the learning rate rises. 100 by default.</summary>
    public int WarmUp { get; init; } = 100;

    /// <summary>The decay of weights of AdamW, in units of the learning rate. 0.01 by default.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The largest norm of a gradient: longer ones are cut to it. 1 by default.</summary>
    public double LargestGradient { get; init; } = 1;

    /// <summary>What a step leaves of the moving average of the weights, which is what training gives. 0.99 by default.</summary>
    public double Averaging { get; init; } = 0.99;

    /// <summary>The size of the network.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>After how many steps the network is judged on curves that it never learns from. 250 by default.</summary>
    public int JudgedEvery { get; init; } = 250;

    /// <summary>The number of these curves. 128 by default.</summary>
    public int JudgedCurves { get; init; } = 128;

    /// <summary>The gap to the exact cross entropy, in nats, at which training ends. Null, the default, for none.</summary>
    public double? WantedGap { get; init; }

    /// <summary>The time after which training ends. Null, the default, for none.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>
    /// The file in which training is kept, to go on from with the bits of a run that nothing disturbed. Null, the default, for
    /// none.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>After how many steps the file is written; at the end in any case. 250 by default.</summary>
    public int CheckpointEvery { get; init; } = 250;

    /// <summary>The number of threads of a step; more change the last bits. 1 by default.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What training goes by, in words: a checkpoint is gone on from by the same settings alone.</summary>
    internal string Text => FormattableString.Invariant($"seed {Seed}, {Steps} steps of {Batch}, rate {LearningRate}, ")
        + FormattableString.Invariant($"warm-up {WarmUp}, decay {WeightDecay}, ")
        + FormattableString.Invariant($"gradient {LargestGradient}, averaging {Averaging}");

    internal void RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(WarmUp);
        ArgumentOutOfRangeException.ThrowIfLessThan(JudgedEvery, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(JudgedCurves, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(CheckpointEvery, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        RequireNumber(LearningRate > 0, LearningRate, nameof(LearningRate), "above 0");
        RequireNumber(WeightDecay >= 0, WeightDecay, nameof(WeightDecay), "at least 0");
        RequireNumber(LargestGradient > 0, LargestGradient, nameof(LargestGradient), "above 0");
        RequireNumber(Averaging is >= 0 and < 1, Averaging, nameof(Averaging), "in [0, 1)");
        RequireNumber(WantedGap is null or > 0, WantedGap ?? 1, nameof(WantedGap), "above 0");
        Network.RequireValid();
    }

    private static void RequireNumber(bool isRight, double value, string name, string range)
    {
        if (!isRight || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} of a training must be a finite number {range}.");
        }
    }
}
