using BayesMeasure.Explorers;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>Numbers in memory of the device.</summary>
internal readonly struct ViewVector(ArrayView<double> numbers) : IMutableVector
{
    private readonly ArrayView<double> numbers = numbers;

    public double this[int index] => numbers[index];

    public void Put(int index, double value) => numbers[index] = value;
}
