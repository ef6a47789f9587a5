using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// What explorers learn in burn-in: the lengths of steps by Robbins and Monro's scheme, as <c>StepSizes</c> on the CPU, and the
/// covariance of a block by the <see cref="CovarianceRule"/>. One thread does it for its group.
/// </summary>
internal static class Adaptation
{
    /// <summary>Learns from one move.</summary>
    /// <param name="replica">The replica, after the decision.</param>
    /// <param name="step">The step of the sweep.</param>
    /// <param name="move">Which of its moves.</param>
    /// <param name="logRatio">The logarithm of the acceptance ratio.</param>
    /// <param name="gain">The gain of the sweep.</param>
    public static void Learn<TReal>(in GroupReplica<TReal> replica, in StepShape step, int move, double logRatio, double gain)
        where TReal : unmanaged
    {
        ArrayView<double> learnt = replica.Tables.Learnt;
        ArrayView<int> lists = replica.Tables.Lists;
        long first = replica.Learnt;
        if (step.Kind == MoveKind.Walk)
        {
            Adapt(learnt, first + step.Learnt + lists[step.List + move], step, logRatio, gain);
        }
        else if (step.Kind == MoveKind.Block)
        {
            int entry = step.List + StepShape.BlockEntry * move;
            Adapt(learnt, first + step.Learnt + move, step, logRatio, gain);
            Learn(replica, entry);
        }
    }

    /// <summary>Learns from where the block of a move is.</summary>
    private static void Learn<TReal>(in GroupReplica<TReal> replica, int entry)
        where TReal : unmanaged
    {
        Workspace workspace = replica.Workspace;
        ArrayView<int> lists = replica.Tables.Lists;
        int positions = lists[entry];
        int count = lists[entry + 1];
        for (int i = 0; i < count; i++)
        {
            workspace.Numbers[workspace.Normals + i] = workspace.Numbers[workspace.Coordinates + lists[positions + i]];
        }

        CovarianceRule.Learn(
            new ViewVector(replica.Tables.Learnt.SubView(replica.Learnt + lists[entry + 2])),
            count,
            new ViewVector(workspace.Numbers.SubView(workspace.Normals)));
    }

    private static void Adapt(ArrayView<double> lengths, long index, in StepShape step, double logRatio, double gain)
    {
        double rate = logRatio >= 0 ? 1 : DeviceDouble.Exp(logRatio).Value;
        lengths[index] *= DeviceDouble.Exp(gain * (rate - step.Acceptance)).Value;
    }
}
