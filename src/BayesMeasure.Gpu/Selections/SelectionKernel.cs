using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Variational;
using ILGPU;

namespace BayesMeasure.Gpu.Selections;

/// <summary>
/// Moves the guides of selections: one group of threads a problem, which makes all steps of a stage as <c>GuideFit</c> does on
/// the host. Sums have one order whatever the number of threads.
/// </summary>
internal static class SelectionKernel
{
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
            SelectionSlopes.Evaluate(group);
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
            SelectionSteps.PutBound(group);
            SelectionSteps.Move(tables, group, progress, call);
            Group.Barrier();
            if (Group.IdxX == 0)
            {
                SelectionSteps.End(tables, group, call);
            }

            Group.Barrier();
            progress = tables.Progress[Grid.IdxX];
            SelectionSteps.Average(group, progress, call);
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
            SelectionSlopes.Evaluate(group);
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
                sum += SelectionSlopes.LogDensity(group, draw);
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
            return SelectionSlopes.ByLogit(group, parameter - 2 * sizes.Coordinates, draw, temperature);
        }

        int coordinate = parameter % sizes.Coordinates;
        double byMean = group.Memory[sizes.Unit + coordinate] * SelectionSlopes.ByCoordinate(group, coordinate, draw);
        return parameter < sizes.Coordinates
            ? byMean
            : byMean * DeviceDouble.Exp(group.Memory[sizes.Guide + parameter]).Value
                * group.Memory[SelectionGroup.At(sizes.Normals, coordinate, draw)];
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
}
