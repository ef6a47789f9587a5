using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>The sum over the threads of a group, in an order that depends on nothing but their number.</summary>
internal static class GroupSum
{
    /// <summary>Adds up one number a thread; every thread gets the sum. The group waits for all of its threads.</summary>
    /// <param name="value">This thread's number.</param>
    /// <param name="workspace">Where the partial sums of the warps are put.</param>
    public static double Of(double value, in Workspace workspace)
    {
        if (Group.DimX == 1)
        {
            return value;
        }

        double sum = value;
        for (int distance = 1; distance < Warp.WarpSize; distance <<= 1)
        {
            sum += Warp.ShuffleXor(sum, distance);
        }

        if (Warp.IsFirstLane)
        {
            workspace.Numbers[workspace.Sums + Warp.WarpIdx] = sum;
        }

        Group.Barrier();
        double total = 0;
        for (int warp = 0; warp * Warp.WarpSize < Group.DimX; warp++)
        {
            total += workspace.Numbers[workspace.Sums + warp];
        }

        Group.Barrier();
        return total;
    }
}
