namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>What <see cref="ArithmeticShare"/> measured.</summary>
internal sealed record ArithmeticFigures
{
    /// <summary>What the device can do, by <see cref="FusedMultiplyAddLimit"/>.</summary>
    public required Spread FusedMultiplyAddsPerSecond { get; init; }

    /// <summary>The seconds of one sweep of the whole batch.</summary>
    public required Spread SecondsPerSweep { get; init; }

    /// <summary>The points of all replicas of the batch.</summary>
    public required double PointsPerSweep { get; init; }

    /// <summary>The instructions that the moves of a sweep need at a point, by <see cref="PointOperations"/>.</summary>
    public required int InstructionsPerPoint { get; init; }

    /// <summary>The same in operations, of which a fused multiply-add is two.</summary>
    public required int OperationsPerPoint { get; init; }

    /// <summary>The instructions needed a second, over those that the device can issue.</summary>
    public required Spread ShareOfInstructions { get; init; }

    /// <summary>The operations needed a second, over twice the fused multiply-adds that the device can do.</summary>
    public required Spread ShareOfOperations { get; init; }
}
