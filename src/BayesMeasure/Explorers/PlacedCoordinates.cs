using System.Runtime.CompilerServices;

namespace BayesMeasure.Explorers;

/// <summary>The coordinates of a block, in the order of its positions.</summary>
internal readonly ref struct PlacedCoordinates(ReadOnlySpan<double> coordinates, int[] positions) : IVector
{
    private readonly ReadOnlySpan<double> coordinates = coordinates;

    public double this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => coordinates[positions[index]];
    }
}
