using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Device;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace BayesMeasure.Gpu.Tests.Engine;

/// <summary>Given equal energies, the device exchanges the very pairs that the CPU exchanges.</summary>
public class ExchangeTests
{
    private const int Rungs = 9;
    private const int ChainNumber = 2;
    private const ulong Seed = 77;

    [Fact]
    public void Exchanges_are_those_of_the_CPU()
    {
        TemperatureLadder ladder = TemperatureLadder.Geometric(Rungs, 1e-3);
        var chain = new Chain(Rungs, 1, 0);
        var cpu = new EvenOddExchange(new(Seed, ChainNumber, ExchangeRule.Stream), chain);
        Replica[] replicas = [.. Enumerable.Range(0, Rungs).Select(_ => new Replica(Line))];
        using var context = Context.Create(builder => builder.CPU(new CPUDevice(2, 1, 1)));
        using Accelerator accelerator = context.CreateCPUAccelerator(0);
        using MemoryBuffer1D<int, Stride1D.Dense> walkers = accelerator.Allocate1D<int>([.. Enumerable.Range(0, Rungs)]);
        using MemoryBuffer1D<int, Stride1D.Dense> occupants = accelerator.Allocate1D<int>([.. Enumerable.Range(0, Rungs)]);
        using MemoryBuffer1D<double, Stride1D.Dense> energies = accelerator.Allocate1D<double>(Rungs);
        using MemoryBuffer1D<double, Stride1D.Dense> betas = accelerator.Allocate1D<double>([.. ladder.InverseTemperatures]);
        using MemoryBuffer1D<double, Stride1D.Dense> acceptance = accelerator.Allocate1D<double>(new double[Rungs]);
        using MemoryBuffer1D<int, Stride1D.Dense> attempts = accelerator.Allocate1D<int>(new int[Rungs]);
        using MemoryBuffer1D<TargetShape, Stride1D.Dense> targets =
            accelerator.Allocate1D<TargetShape>(
                [new() { Seed = Seed, Rungs = Rungs, PosteriorRung = Rungs - 1, FirstReplica = -ChainNumber * Rungs }]);
        using MemoryBuffer1D<GroupPlace, Stride1D.Dense> places = accelerator.Allocate1D<GroupPlace>([new(0, ChainNumber, 0)]);
        var tables = new BatchTables<DeviceDouble>
        {
            Targets = targets.View.AsContiguous(),
            InverseTemperatures = betas.View.AsContiguous(),
            LogLikelihoods = energies.View.AsContiguous(),
            Occupants = occupants.View.AsContiguous(),
            Walkers = walkers.View.AsContiguous(),
            Acceptance = acceptance.View.AsContiguous(),
            Attempts = attempts.View.AsContiguous(),
        };
        var exchange = accelerator.LoadAutoGroupedKernel<Index1D, BatchTables<DeviceDouble>, ArrayView<GroupPlace>, SweepCall>(
            ExchangeKernel<DeviceDouble>.Exchange);
        var random = new RandomStream(1, 0, 0);
        for (long sweep = 1; sweep <= 500; sweep++)
        {
            foreach (Replica replica in replicas)
            {
                replica.DrawFromPrior(random);
            }

            energies.CopyFromCPU([.. replicas.Select(replica => replica.LogLikelihood)]);
            cpu.Exchange(replicas, ladder.InverseTemperatures, sweep);
            exchange(accelerator.DefaultStream, 1, tables, places.View.AsContiguous(), new(sweep, 0, -1, 0, 0, 0, 0));
            accelerator.Synchronize();
            Assert.Equal(chain.Walkers.ToArray(), walkers.GetAsArray1D());
            Assert.Equal(replicas.Select(replica => replica.LogLikelihood), energies.GetAsArray1D());
        }

        double[] sums = acceptance.GetAsArray1D();
        int[] counts = attempts.GetAsArray1D();
        for (int rung = 0; rung < Rungs - 1; rung++)
        {
            Assert.InRange(1 - sums[rung] / counts[rung] - chain.Rejection(rung), -1e-12, 1e-12);
            Assert.InRange(chain.Rejection(rung), 0.001, 0.999);
        }
    }

    private static LogLikelihoodTarget Line { get; } =
        new(new Prior { ["level"] = Prior.Normal(0, 3) }, values => -0.5 * values[0] * values[0]);
}
