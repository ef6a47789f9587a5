using BayesMeasure.Gpu.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// What explorers learn in burn-in: the lengths of steps by Robbins and Monro's scheme, and the covariance of a block (Haario,
/// Saksman, Tamminen 2001), as <c>StepSizes</c> and <c>LearntCovariance</c> on the CPU. One thread does it for its group.
/// </summary>
internal static class Adaptation
{
    private const int UpdatesPerFactorisation = 10;
    private const double DiagonalFloor = 1e-6;

    /// <summary>Learns from one move.</summary>
    /// <param name="tables">The tables of the batch.</param>
    /// <param name="workspace">The replica, after the decision.</param>
    /// <param name="step">The step of the sweep.</param>
    /// <param name="move">Which of its moves.</param>
    /// <param name="learnt">Where the learnt numbers of the rung begin.</param>
    /// <param name="logRatio">The logarithm of the acceptance ratio.</param>
    /// <param name="gain">The gain of the sweep.</param>
    public static void Learn<TReal>(
        in BatchTables<TReal> tables, in Workspace workspace, in StepShape step, int move, long learnt, double logRatio, double gain)
        where TReal : unmanaged
    {
        if (step.Kind == MoveKind.Walk)
        {
            Adapt(tables.Learnt, learnt + step.Learnt + tables.Lists[step.List + move], step, logRatio, gain);
        }
        else if (step.Kind == MoveKind.Block)
        {
            int entry = step.List + StepShape.BlockEntry * move;
            Adapt(tables.Learnt, learnt + step.Learnt + move, step, logRatio, gain);
            Learn(
                tables.Learnt.SubView(learnt + tables.Lists[entry + 2]),
                tables.Lists.SubView(tables.Lists[entry]),
                tables.Lists[entry + 1],
                workspace);
        }
    }

    private static void Adapt(ArrayView<double> lengths, long index, in StepShape step, double logRatio, double gain)
    {
        double rate = logRatio >= 0 ? 1 : DeviceDouble.Exp(logRatio).Value;
        lengths[index] *= DeviceDouble.Exp(gain * (rate - step.Acceptance)).Value;
    }

    /// <summary>The running mean and covariance with weight 2/(t + 2); mean, covariance, factor and t lie one after the other.</summary>
    private static void Learn(ArrayView<double> numbers, ArrayView<int> positions, int size, in Workspace workspace)
    {
        int covariance = size;
        int updates = size + 2 * size * size;
        double before = numbers[updates];
        numbers[updates] = before + 1;
        double weight = before == 0 ? 1 : 2.0 / (before + 3);
        for (int i = 0; i < size && weight < 1; i++)
        {
            double deviation = workspace.Numbers[workspace.Coordinates + positions[i]] - numbers[i];
            for (int j = 0; j <= i; j++)
            {
                double other = workspace.Numbers[workspace.Coordinates + positions[j]] - numbers[j];
                int entry = covariance + i * size + j;
                numbers[entry] = (1 - weight) * (numbers[entry] + weight * deviation * other);
            }
        }

        for (int i = 0; i < size; i++)
        {
            numbers[i] += weight * (workspace.Numbers[workspace.Coordinates + positions[i]] - numbers[i]);
        }

        if (((int)before + 1) % UpdatesPerFactorisation == 0)
        {
            Factorise(numbers, size);
        }
    }

    private static void Factorise(ArrayView<double> numbers, int size)
    {
        int covariance = size;
        int factor = size + size * size;
        for (int i = 0; i < size; i++)
        {
            double variance = numbers[covariance + i * size + i];
            for (int j = 0; j <= i; j++)
            {
                double sum = numbers[covariance + i * size + j] * (i == j ? 1 + DiagonalFloor : 1);
                for (int k = 0; k < j; k++)
                {
                    sum -= numbers[factor + i * size + k] * numbers[factor + j * size + k];
                }

                double least = DiagonalFloor * DiagonalFloor * variance + double.Epsilon;
                numbers[factor + i * size + j] = i == j
                    ? Math.Sqrt(sum > least ? sum : least)
                    : sum / numbers[factor + j * size + j];
            }
        }
    }
}
