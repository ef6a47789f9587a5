using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Variational;
using ILGPU;

namespace BayesMeasure.Gpu.Selections;

/// <summary>A step of a guide once its gradient is known: the bound, Adam, and whether the stage ends.</summary>
internal static class SelectionSteps
{
    private const double LogRootTwoPi = 0.91893853320467274;

    /// <summary>
    /// Parts of what the bound has beside ln L + ln p: the entropy, and the distance of the gates from their prior.
    /// </summary>
    public static void PutBound(in SelectionGroup group)
    {
        SelectionLayout sizes = group.Sizes;
        for (int part = Group.IdxX; part < SelectionLayout.Parts; part += Group.DimX)
        {
            double sum = 0;
            for (int i = part; i < sizes.Coordinates; i += SelectionLayout.Parts)
            {
                sum += 0.5 + LogRootTwoPi + DeviceDouble.Log(group.Memory[sizes.Unit + i]).Value
                    + group.Memory[sizes.Guide + sizes.Coordinates + i];
            }

            for (int k = part; k < sizes.Columns; k += SelectionLayout.Parts)
            {
                double logit = group.Memory[sizes.Logits + k];
                double prior = group.PriorLogit(k);
                sum += Selection(logit) * (prior - logit) - SoftPlus(prior) + SoftPlus(logit);
            }

            group.Memory[sizes.Sums + part] = sum;
        }

        Group.Barrier();
    }

    /// <summary>A step of Adam up the bound.</summary>
    public static void Move(
        in SelectionTables tables, in SelectionGroup group, in SelectionProgress progress, in SelectionCall call)
    {
        SelectionLayout sizes = group.Sizes;
        double meanDecay = progress.MeanDecay * GuideSteps.Momentum;
        double squareDecay = progress.SquareDecay * GuideSteps.SquareMomentum;
        for (int i = Group.IdxX; i < sizes.Parameters; i += Group.DimX)
        {
            double gradient = -(group.Memory[sizes.Gradient + i] / progress.Batch + BoundSlope(group, i));
            double mean = group.Memory[sizes.Means + i];
            double square = group.Memory[sizes.Squares + i];
            mean += (1 - GuideSteps.Momentum) * (gradient - mean);
            square += (1 - GuideSteps.SquareMomentum) * (gradient * gradient - square);
            group.Memory[sizes.Means + i] = mean;
            group.Memory[sizes.Squares + i] = square;
            double root = Math.Sqrt(square / (1 - squareDecay)) + GuideSteps.Floor;
            double moved = group.Memory[sizes.Guide + i] - call.LearningRate * (mean / (1 - meanDecay)) / root;
            group.Memory[sizes.Guide + i] = moved;
            if (!IsFinite(gradient) || !IsFinite(moved))
            {
                tables.Progress[Grid.IdxX].Fault = 1 + i;
            }
        }
    }

    /// <summary>Counts a step, by one thread: whether gates are shut, and whether the stage ends.</summary>
    public static void End(in SelectionTables tables, in SelectionGroup group, in SelectionCall call)
    {
        SelectionProgress progress = tables.Progress[Grid.IdxX];
        SelectionLayout sizes = group.Sizes;
        double value = progress.Sum / progress.Batch;
        for (int part = 0; part < SelectionLayout.Parts; part++)
        {
            value += group.Memory[sizes.Sums + part];
        }

        progress.MeanDecay *= GuideSteps.Momentum;
        progress.SquareDecay *= GuideSteps.SquareMomentum;
        progress.Done++;
        for (int k = 0; k < sizes.Columns && progress.Done == call.ShutAt; k++)
        {
            group.Memory[sizes.Shut + k] = Selection(group.Memory[sizes.Logits + k]) < call.LeastSelection ? 1 : 0;
        }

        progress.Fault = progress.Fault == 0 && !IsFinite(value) ? -1 : progress.Fault;
        if (progress.Fault == 0)
        {
            progress.Step++;
            progress.Window.Add(value, call.Window);
            bool mayEnd = progress.Done >= call.EarliestEnd && progress.Step >= call.Shortest;
            bool stands = progress.Window.IsFull && progress.Window.Stands && mayEnd;
            progress.HasEnded = stands || progress.Step == call.Steps ? 1 : 0;
            progress.Averaged += IsAveraged(progress, call) ? 1 : 0;
        }

        tables.Progress[Grid.IdxX] = progress;
    }

    /// <summary>Adds what was reached to the mean of the last stage, which takes its place in the end.</summary>
    public static void Average(in SelectionGroup group, in SelectionProgress progress, in SelectionCall call)
    {
        SelectionLayout sizes = group.Sizes;
        for (int i = Group.IdxX; i < sizes.Parameters && progress.Fault == 0 && IsAveraged(progress, call); i += Group.DimX)
        {
            double sum = group.Memory[sizes.Average + i] + group.Memory[sizes.Guide + i];
            group.Memory[sizes.Average + i] = sum;
            if (progress.HasEnded != 0)
            {
                group.Memory[sizes.Guide + i] = sum / progress.Averaged;
            }
        }
    }

    /// <summary>The derivative of the entropy and of the distance of the gates.</summary>
    private static double BoundSlope(in SelectionGroup group, int parameter)
    {
        SelectionLayout sizes = group.Sizes;
        if (parameter < 2 * sizes.Coordinates)
        {
            return parameter < sizes.Coordinates ? 0 : 1;
        }

        int column = parameter - 2 * sizes.Coordinates;
        double logit = group.Memory[sizes.Logits + column];
        double open = Selection(logit);
        return group.Memory[sizes.Shut + column] > 0 ? 0 : open * (1 - open) * (group.PriorLogit(column) - logit);
    }

    private static bool IsAveraged(in SelectionProgress progress, in SelectionCall call) =>
        call.IsLast != 0 && progress.Step > call.Window;

    private static double Selection(double logit) => 1 / (1 + DeviceDouble.Exp(-logit).Value);

    /// <summary>ln(1 + e^x).</summary>
    private static double SoftPlus(double x)
    {
        double size = x < 0 ? -x : x;
        return (x > 0 ? x : 0) + DeviceDouble.Log(1 + DeviceDouble.Exp(-size).Value).Value;
    }

    private static bool IsFinite(double x) => x - x == 0;
}
