using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Gpu.Batches;

/// <summary>The types that a posterior is made of: posteriors of the same types run by the same kernels.</summary>
internal static class ModelTypes
{
    /// <summary>One term for each type of components, in the order in which kernels count them.</summary>
    public static Term[] DistinctTerms(Posterior posterior) =>
        [.. posterior.Model.Terms
            .DistinctBy(term => term.ModelType)
            .OrderBy(term => term.ModelType.ToString(), StringComparer.Ordinal)];

    /// <summary>The number that kernels give the type of a term.</summary>
    public static int KindOf(Term term, Term[] distinct) => Array.FindIndex(distinct, other => other.ModelType == term.ModelType);

    /// <summary>A text that is the same for posteriors of the same types.</summary>
    public static string KeyOf(Posterior posterior) => string.Join(
        " ",
        DistinctTerms(posterior).Select(term => term.ModelType.AssemblyQualifiedName)
            .Append(posterior.NoiseBinding.Accept(new DensityName())));

    private sealed class DensityName : INoiseVisitor<string>
    {
        public string Visit<TDensity>()
            where TDensity : struct, INoiseDensity => typeof(TDensity).AssemblyQualifiedName!;
    }
}
