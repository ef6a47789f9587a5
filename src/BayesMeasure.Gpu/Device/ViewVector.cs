using BayesMeasure.Explorers;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>Numbers in memory of the device.</summary>
internal readonly struct ViewVector(ArrayView<double> numbers) : IVector
{
    private readonly ArrayView<double> numbers = numbers;

    public double this[int index]
    {
        get => numbers[index];
        set => numbers[index] = value;
    }
}
