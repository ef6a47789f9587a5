using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Random;

/// <summary>The draws that a <see cref="RandomStream"/> makes at once, held inside the object that owns them.</summary>
[InlineArray(Length)]
internal struct RandomBatch
{
    /// <summary>The number of draws in a batch: a power of two, and even.</summary>
    public const int Length = 16;

    private double first;
}
