using BayesMeasure.Gpu.Priors;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Priors;
using ILGPU;

namespace BayesMeasure.Gpu.Tests.Priors;

/// <summary>Kernels of one thread that ask a prior for its densities and its draws.</summary>
internal static class PriorKernels
{
    /// <summary>The log densities of values, and their coordinates.</summary>
    public static void LogDensities(
        DistributionTable prior, ArrayView<double> table, ArrayView<double> values, ArrayView<double> densities)
    {
        int count = values.IntLength;
        for (int i = 0; i < count; i++)
        {
            densities[i] = prior.LogDensity(new DeviceFunctions(table), values[i]);
            densities[count + i] = prior.ToCoordinate<DeviceFunctions>(values[i]);
        }
    }

    /// <summary>The values at coordinates, and the log densities of the coordinates there.</summary>
    public static void LogCoordinateDensities(
        DistributionTable prior, ArrayView<double> table, ArrayView<double> coordinates, ArrayView<double> densities)
    {
        int count = coordinates.IntLength;
        for (int i = 0; i < count; i++)
        {
            double value = prior.FromCoordinate<DeviceFunctions>(coordinates[i]);
            densities[i] = value;
            densities[count + i] = prior.LogCoordinateDensity(new DeviceFunctions(table), value, coordinates[i]);
        }
    }

    /// <summary>Draws in turn from one stream.</summary>
    public static void Draws(DistributionTable prior, ArrayView<double> table, KeyedDraws key, ArrayView<double> draws)
    {
        DeviceRandom<KeyedDraws> random = new(key);
        for (int i = 0; i < draws.IntLength; i++)
        {
            draws[i] = prior.Draw(new DeviceFunctions(table), ref random);
        }
    }
}
