using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Gpu.Batches;

/// <summary>The types that a posterior is made of: posteriors of the same types run by the same kernels.</summary>
internal static class ModelTypes
{
    /// <summary>The types of components, each once, in the order in which kernels count them.</summary>
    public static Type[] ComponentsOf(PosteriorTable table) => [.. DistinctTerms(table).Select(term => term.Component!)];

    /// <summary>One term for each type of components, in the order in which kernels count them.</summary>
    public static IEnumerable<TermRow> DistinctTerms(PosteriorTable table) =>
        table.Terms.DistinctBy(term => term.Component).OrderBy(term => $"{term.Component}", StringComparer.Ordinal);

    /// <summary>A text that is the same for posteriors of the same types.</summary>
    public static string KeyOf(Posterior posterior) => string.Join(
        " ",
        ComponentsOf(posterior.Table).Select(type => type.AssemblyQualifiedName)
            .Append(posterior.NoiseBinding.Accept(new DensityName())));

    private sealed class DensityName : INoiseVisitor<string>
    {
        public string Visit<TDensity>()
            where TDensity : struct, INoiseDensity => typeof(TDensity).AssemblyQualifiedName!;
    }
}
