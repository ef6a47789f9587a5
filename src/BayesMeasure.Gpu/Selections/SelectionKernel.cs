using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Variational;
using ILGPU;

namespace BayesMeasure.Gpu.Selections;

/// <summary>
/// Moves the guides of selections: one group of threads a problem, which makes all steps of a stage as <c>GuideFit</c> does on
/// the host. Sums have one order whatever the number of threads.
/// </summary>
internal static class SelectionKernel
{
    private const double LogRootTwoPi = 0.91893853320467274;

    /// <summary>
    /// Begins a stage: what the guide is now becomes the unit in which it is moved, and the noise of its gradient is measured.
    /// </summary>
    public static void Begin(SelectionTables tables, SelectionCall call)
    {
        SelectionGroup group = new(tables, tables.Shapes[Grid.IdxX]);
        if (tables.Progress[Grid.IdxX].Fault != 0)
        {
            return;
        }

        Restart(group);
        double temperature = tables.Temperatures[tables.Progress[Grid.IdxX].Done];
        for (int first = 0; first < GuideSteps.MeasuringDraws; first += SelectionLayout.Draws)
        {
            for (int draw = 0; draw < SelectionLayout.Draws; draw++)
            {
                int step = GuideSteps.MeasuringStep(call.Stage, first + draw);
                group.Draw(draw, new(call.Seed, 0, 0, GuideSteps.Sweep(step, 0)), isPair: false);
            }

            Group.Barrier();
            group.Place(temperature);
            group.Evaluate();
            AddMoments(group, temperature);
            Group.Barrier();
        }

        if (Group.IdxX == 0)
        {
            SelectionProgress progress = tables.Progress[Grid.IdxX];
            tables.Progress[Grid.IdxX] = new()
            {
                Done = progress.Done,
                MeanDecay = 1,
                SquareDecay = 1,
                Noise = Variance(group),
            };
        }

        Group.Barrier();
        for (int i = Group.IdxX; i < 4 * group.Sizes.Parameters; i += Group.DimX)
        {
            group.Memory[group.Sizes.Means + i] = 0;
        }
    }

    /// <summary>Makes steps of a stage, until its last one, the end of the launch, or where the bound stands.</summary>
    public static void Walk(SelectionTables tables, SelectionCall call)
    {
        SelectionGroup group = new(tables, tables.Shapes[Grid.IdxX]);
        SelectionProgress progress = tables.Progress[Grid.IdxX];
        while (progress.HasEnded == 0 && progress.Fault == 0 && progress.Step < call.Until)
        {
            double temperature = tables.Temperatures[progress.Done];
            AddDraws(tables, group, progress, call, temperature);
            AddBound(group);
            Move(tables, group, progress, call);
            Group.Barrier();
            if (Group.IdxX == 0)
            {
                EndStep(tables, group, call);
            }

            Group.Barrier();
            progress = tables.Progress[Grid.IdxX];
            Average(group, progress, call);
            Group.Barrier();
        }
    }

    private static void Restart(in SelectionGroup group)
    {
        SelectionLayout sizes = group.Sizes;
        for (int i = Group.IdxX; i < sizes.Coordinates; i += Group.DimX)
        {
            int scale = sizes.Guide + sizes.Coordinates + i;
            double unit = group.Memory[sizes.Unit + i];
            group.Memory[SelectionLayout.Center + i] += unit * group.Memory[sizes.Guide + i];
            group.Memory[sizes.Unit + i] = unit * DeviceDouble.Exp(group.Memory[scale]).Value;
            group.Memory[sizes.Guide + i] = 0;
            group.Memory[scale] = 0;
        }

        for (int i = Group.IdxX; i < 4 * sizes.Parameters; i += Group.DimX)
        {
            group.Memory[sizes.Means + i] = 0;
        }

        Group.Barrier();
    }

    /// <summary>The gradient of ln L + ln p over the draws of a step.</summary>
    private static void AddDraws(
        in SelectionTables tables,
        in SelectionGroup group,
        in SelectionProgress progress,
        in SelectionCall call,
        double temperature)
    {
        SelectionLayout sizes = group.Sizes;
        for (int i = Group.IdxX; i < sizes.Parameters; i += Group.DimX)
        {
            group.Memory[sizes.Gradient + i] = 0;
        }

        double sum = 0;
        for (int first = 0; first < progress.Batch; first += SelectionLayout.Draws)
        {
            for (int draw = 0; draw < SelectionLayout.Draws; draw += 2)
            {
                group.Draw(draw, new(call.Seed, 0, 0, GuideSteps.Sweep(progress.Done, first + draw)), isPair: true);
            }

            Group.Barrier();
            group.Place(temperature);
            group.Evaluate();
            int count = progress.Batch - first < SelectionLayout.Draws ? progress.Batch - first : SelectionLayout.Draws;
            for (int parameter = Group.IdxX; parameter < sizes.Parameters; parameter += Group.DimX)
            {
                double slope = 0;
                for (int draw = 0; draw < count; draw++)
                {
                    slope += Slope(group, parameter, draw, temperature);
                }

                group.Memory[sizes.Gradient + parameter] += slope;
            }

            for (int draw = 0; draw < count; draw++)
            {
                sum += group.LogDensity(draw);
            }

            Group.Barrier();
        }

        if (Group.IdxX == 0)
        {
            tables.Progress[Grid.IdxX].Sum = sum;
        }
    }

    /// <summary>The derivative of ln L + ln p of a draw by what a step moves.</summary>
    private static double Slope(in SelectionGroup group, int parameter, int draw, double temperature)
    {
        SelectionLayout sizes = group.Sizes;
        if (parameter >= 2 * sizes.Coordinates)
        {
            return group.SlopeByLogit(parameter - 2 * sizes.Coordinates, draw, temperature);
        }

        int coordinate = parameter % sizes.Coordinates;
        double byMean = group.Memory[sizes.Unit + coordinate] * group.SlopeBy(coordinate, draw);
        return parameter < sizes.Coordinates
            ? byMean
            : byMean * DeviceDouble.Exp(group.Memory[sizes.Guide + parameter]).Value * group.Normal(coordinate, draw);
    }

    /// <summary>Sums and squares of the gradient of single draws, in the room of Adam's means.</summary>
    private static void AddMoments(in SelectionGroup group, double temperature)
    {
        SelectionLayout sizes = group.Sizes;
        for (int parameter = Group.IdxX; parameter < sizes.Parameters; parameter += Group.DimX)
        {
            for (int draw = 0; draw < SelectionLayout.Draws; draw++)
            {
                double slope = Slope(group, parameter, draw, temperature);
                group.Memory[sizes.Means + parameter] += slope;
                group.Memory[sizes.Squares + parameter] += slope * slope;
            }
        }
    }

    /// <summary>The summed variance of the gradient of a draw, by one thread.</summary>
    private static double Variance(in SelectionGroup group)
    {
        SelectionLayout sizes = group.Sizes;
        double sum = 0;
        for (int i = 0; i < sizes.Parameters; i++)
        {
            double total = group.Memory[sizes.Means + i];
            sum += group.Memory[sizes.Squares + i] - total * total / GuideSteps.MeasuringDraws;
        }

        return sum / (GuideSteps.MeasuringDraws - 1);
    }

    /// <summary>
    /// Parts of what the bound has beside ln L + ln p: the entropy, and the distance of the gates from their prior.
    /// </summary>
    private static void AddBound(in SelectionGroup group)
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
    private static void Move(
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

    /// <summary>Counts a step, by one thread: whether gates are shut, and whether the stage ends.</summary>
    private static void EndStep(in SelectionTables tables, in SelectionGroup group, in SelectionCall call)
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
    private static void Average(in SelectionGroup group, in SelectionProgress progress, in SelectionCall call)
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
