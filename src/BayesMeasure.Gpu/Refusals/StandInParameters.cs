using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>Stands for the view of the parameters that a kernel has while the code of a model is read; never run.</summary>
internal readonly struct StandInParameters : IParameters<DeviceDouble>
{
    public DeviceDouble this[int index] => 0.0;
}
