using System.Collections.Concurrent;
using BayesMeasure.Gpu.Device;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Batches;

/// <summary>Compiles kernels, once for each combination of types.</summary>
/// <param name="accelerator">What they are compiled for.</param>
internal sealed class KernelFactory<TReal>(Accelerator accelerator)
    where TReal : unmanaged, IDeviceReal<TReal>, IReal<TReal>
{
    private readonly ConcurrentDictionary<string, KernelSet<TReal>> known = new();

    /// <summary>The kernels for a posterior that was not refused.</summary>
    /// <exception cref="NotSupportedException">The compiler refuses what the checks let pass.</exception>
    public KernelSet<TReal> For(Posterior posterior) => known.GetOrAdd(ModelTypes.KeyOf(posterior), _ =>
    {
        try
        {
            return posterior.NoiseBinding.Accept(new DensityVisitor(accelerator, posterior));
        }
        catch (Exception exception) when (exception is InternalCompilerException or NotSupportedException)
        {
            throw new NotSupportedException(
                $"The model of the parameters {string.Join(", ", posterior.Model.ParameterNames)} cannot be compiled for a GPU: "
                + exception.GetBaseException().Message,
                exception);
        }
    });

    private sealed class DensityVisitor(Accelerator accelerator, Posterior posterior) : INoiseVisitor<KernelSet<TReal>>
    {
        public KernelSet<TReal> Visit<TDensity>()
            where TDensity : struct, INoiseDensity =>
            TermVisitor<NoTerms, TDensity>.Complete(accelerator, ModelTypes.DistinctTerms(posterior));
    }

    /// <summary>Puts the types of the terms before those that are in the list already, from the last term to the first.</summary>
    private sealed class TermVisitor<TTypes, TDensity>(Accelerator accelerator, Term[] before)
        : IModelVisitor<KernelSet<TReal>>
        where TTypes : struct, ITermTypes
        where TDensity : struct, INoiseDensity
    {
        public static KernelSet<TReal> Complete(Accelerator accelerator, Term[] terms) => terms.Length == 0
            ? Compile(accelerator)
            : terms[^1].Accept(new TermVisitor<TTypes, TDensity>(accelerator, terms[..^1]));

        public KernelSet<TReal> VisitComponent<TComponent>()
            where TComponent : struct, IComponent =>
            TermVisitor<TermTypes<TComponent, TTypes>, TDensity>.Complete(accelerator, before);

        public KernelSet<TReal> VisitCurveModel(ICurveModel model) =>
            throw new NotSupportedException("A curve model runs on the CPU only.");

        private static KernelSet<TReal> Compile(Accelerator accelerator) => new(
            accelerator.LoadKernel<BatchTables<TReal>, SweepCall>(
                ExploreKernel<TTypes, TDensity, TReal, SharedWorkspace>.Explore),
            accelerator.LoadKernel<BatchTables<TReal>, SweepCall>(
                ExploreKernel<TTypes, TDensity, TReal, DistantWorkspace>.Explore),
            accelerator.LoadAutoGroupedKernel<Index1D, BatchTables<TReal>, ArrayView<GroupPlace>, SweepCall>(
                ExchangeKernel<TReal>.Exchange));
    }
}
