using BayesMeasure.Gpu.Batches;
using BayesMeasure.Variational;
using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Selections;

/// <summary>The kernels of selections.</summary>
/// <param name="Begin">Begins a stage of one guide a group.</param>
/// <param name="Walk">Makes its steps.</param>
internal sealed record SelectionKernels(
    Action<AcceleratorStream, KernelConfig, SelectionTables, SelectionCall> Begin,
    Action<AcceleratorStream, KernelConfig, SelectionTables, SelectionCall> Walk);

/// <summary>Some selections on the device: put there once, moved stage by stage, and brought back.</summary>
internal sealed class SelectionRound : IDisposable
{
    private readonly Accelerator accelerator;
    private readonly SelectionKernels kernels;
    private readonly KernelConfig groups;
    private readonly List<SelectionProblem> problems;
    private readonly SelectionShape[] shapes;
    private readonly DeviceBuffers buffers;
    private SelectionTables tables;
    private SelectionCall last;

    /// <param name="accelerator">The device.</param>
    /// <param name="kernels">The kernels.</param>
    /// <param name="threads">The threads of a group.</param>
    /// <param name="problems">The selections.</param>
    /// <param name="temperatures">The temperatures of all steps.</param>
    public SelectionRound(
        Accelerator accelerator,
        SelectionKernels kernels,
        int threads,
        List<SelectionProblem> problems,
        double[] temperatures)
    {
        (this.accelerator, this.kernels, this.problems) = (accelerator, kernels, problems);
        groups = new(problems.Count, threads);
        buffers = new(accelerator);
        shapes = Shapes(problems);
        tables = new()
        {
            Shapes = buffers.Of(shapes),
            Gram = buffers.Of(Joined(problems, problem => problem.Gram.ToArray())),
            Numbers = buffers.Of(Joined(problems, Numbers)),
            Memory = buffers.Of(Joined(problems, Started)),
            Progress = buffers.Zeros<SelectionProgress>(problems.Count),
            Temperatures = buffers.Of(temperatures),
        };
    }

    /// <summary>Begins a stage.</summary>
    /// <returns>The noise of the gradient of each guide: the root of the summed variance of a draw.</returns>
    public double[] Begin(SelectionCall call)
    {
        kernels.Begin(accelerator.DefaultStream, groups, tables, call);
        return [.. Progress().Select(progress => Math.Sqrt(Math.Max(0, progress.Noise)))];
    }

    /// <summary>Tells each guide the draws of its steps in this stage.</summary>
    public void SetBatches(int[] batches)
    {
        SelectionProgress[] all = Progress();
        for (int i = 0; i < all.Length; i++)
        {
            all[i].Batch = batches[i];
        }

        tables.Progress.CopyFromCPU(all);
    }

    /// <summary>Makes steps; does not wait for them.</summary>
    public void Walk(SelectionCall call)
    {
        last = call;
        kernels.Walk(accelerator.DefaultStream, groups, tables, call);
    }

    /// <summary>The guides as they are.</summary>
    public SelectionGuide[] Guides(VariationalInference settings)
    {
        SelectionProgress[] all = Progress();
        double[] memory = tables.Memory.GetAsArray();
        return [.. problems.Select((problem, i) => Guide(problem, shapes[i], memory, all[i], settings))];
    }

    /// <inheritdoc/>
    public void Dispose() => buffers.Dispose();

    private SelectionProgress[] Progress()
    {
        accelerator.DefaultStream.Synchronize();
        return tables.Progress.GetAsArray();
    }

    private SelectionGuide Guide(
        SelectionProblem problem,
        in SelectionShape shape,
        double[] memory,
        in SelectionProgress progress,
        VariationalInference settings)
    {
        SelectionLayout sizes = shape.Layout;
        ReadOnlySpan<double> own = memory.AsSpan((int)shape.Memory, sizes.GuideLength);
        double[] means = new double[sizes.Coordinates];
        double[] deviations = new double[sizes.Coordinates];
        for (int i = 0; i < means.Length; i++)
        {
            double unit = own[sizes.Unit + i];
            means[i] = own[SelectionLayout.Center + i] + unit * own[sizes.Guide + i];
            deviations[i] = unit * Math.Exp(own[sizes.Guide + sizes.Coordinates + i]);
        }

        return new()
        {
            Problem = problem,
            Means = means,
            Deviations = deviations,
            Logits = own.Slice(sizes.Logits, sizes.Columns).ToArray(),
            Bound = progress.Window.HasMean ? progress.Window.Mean : double.NaN,
            Steps = progress.Done,
            Divergence = progress.Fault == 0 ? null : Divergence(progress, settings),
        };
    }

    private string Divergence(in SelectionProgress progress, VariationalInference settings) =>
        FormattableString.Invariant($"The bound diverged at step {progress.Done} of all stages, with the learning rate ")
        + FormattableString.Invariant($"{last.LearningRate:G4} or that of a stage before: lower the rate ")
        + $"({settings.Schedule.Stages.Count} stages).";

    private static SelectionShape[] Shapes(List<SelectionProblem> problems)
    {
        SelectionShape[] shapes = new SelectionShape[problems.Count];
        long gram = 0, numbers = 0, memory = 0;
        for (int i = 0; i < shapes.Length; i++)
        {
            SelectionProblem problem = problems[i];
            SelectionLayout sizes = SelectionLayout.Of(problem);
            shapes[i] = new(sizes, gram, numbers, memory, problem.Square, problem.Points, problem.LeastLevel);
            gram += problem.Gram.Length;
            numbers += sizes.Length + 2 * sizes.Columns + sizes.Shared;
            memory += sizes.MemoryLength;
        }

        return shapes;
    }

    private static double[] Numbers(SelectionProblem problem) =>
    [
        .. problem.Projections.Span,
        .. problem.Columns.Select(column => column.Scale),
        .. problem.Columns.Select(column => column.LogOdds),
        .. problem.SharedMoves.Select(move => move.Mean),
    ];

    /// <summary>The memory of a group, with its guide at the start.</summary>
    private static double[] Started(SelectionProblem problem)
    {
        SelectionLayout sizes = SelectionLayout.Of(problem);
        double[] memory = new double[sizes.MemoryLength];
        (double[] means, double[] deviations) = problem.Start();
        means.CopyTo(memory, SelectionLayout.Center);
        deviations.CopyTo(memory, sizes.Unit);
        for (int k = 0; k < sizes.Columns; k++)
        {
            double open = problem.Columns[k].StartSelection;
            memory[sizes.Logits + k] = Math.Log(open / (1 - open));
        }

        return memory;
    }

    private static double[] Joined(List<SelectionProblem> problems, Func<SelectionProblem, double[]> numbers)
    {
        double[][] each = new double[problems.Count][];
        Parallel.For(0, each.Length, i => each[i] = numbers(problems[i]));
        double[] all = new double[each.Sum(one => (long)one.Length)];
        int at = 0;
        foreach (double[] one in each)
        {
            one.CopyTo(all, at);
            at += one.Length;
        }

        return all;
    }
}
