using System.Runtime.CompilerServices;

namespace BayesMeasure.Explorers;

/// <summary>Numbers side by side, wherever they lie: on the host or on a device.</summary>
public interface IVector
{
    /// <summary>One of the numbers.</summary>
    double this[int index] { get; set; }
}

/// <summary>Numbers in an array.</summary>
internal readonly struct ArrayVector(double[] numbers) : IVector
{
    private readonly double[] numbers = numbers;

    public double this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => numbers[index];
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => numbers[index] = value;
    }
}
