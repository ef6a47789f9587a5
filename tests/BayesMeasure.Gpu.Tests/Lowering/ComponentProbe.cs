using BayesMeasure.Models;
using BayesMeasure.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>The smallest kernel that evaluates a component: its sum over the points.</summary>
internal static class ComponentProbe
{
    public static void SumOverPoints<TComponent, T>(ArrayView<T> abscissae, ArrayView<T> parameters, ArrayView<T> sums)
        where TComponent : struct, IComponent
        where T : unmanaged, IReal<T>
    {
        T sum = 0.0;
        for (int i = Group.IdxX; i < abscissae.IntLength; i += Group.DimX)
        {
            sum += TComponent.Evaluate<T, ViewParameters<T>>(abscissae[i], new(parameters));
        }
        sums[Grid.GlobalIndex.X] = sum;
    }
}
