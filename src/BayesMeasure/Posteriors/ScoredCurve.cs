using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>The residual of one curve under the matched filters of a bank.</summary>
/// <param name="templates">The templates.</param>
/// <param name="noise">The noise of the curve.</param>
internal sealed class ScoredCurve(CurveTemplates templates, QuadraticNoise noise)
{
    private readonly float[] sums = new float[templates.Pyramid.Length];

    /// <summary>The sum of w r^2, in units of the weight that points keep where their noise is correlated.</summary>
    public double SumOfSquares { get; private set; }

    /// <summary>beta c, where the level is known.</summary>
    public double Precision { get; private set; }

    /// <summary>beta n / 2, where the level is free.</summary>
    public double HalfOfPoints { get; private set; }

    /// <summary>Whether the level is integrated out.</summary>
    public bool IsLevelFree => noise.IsLevelFree;

    /// <summary>The variance of an amplitude times G_m: 1 / beta c, or R / beta n, of which a fit leaves R only a part.</summary>
    public double Scale { get; private set; }

    /// <summary>For each cell, S_m; that of the last one in the padding.</summary>
    public double[] Products { get; } = new double[templates.Norm.Length];

    /// <summary>For each cell, G_m.</summary>
    public double[] Norms => templates.Norm;

    /// <summary>For each cell, 1 / G_m.</summary>
    public double[] InverseNorms => templates.InverseNorm;

    /// <summary>Takes a residual without the component.</summary>
    public void Take(AlignedBuffer residual, double inverseTemperature, double precision)
    {
        SumOfSquares = templates.Pyramid.Fill(noise.Weight, residual, sums) / noise.Share;
        Precision = inverseTemperature * precision;
        HalfOfPoints = 0.5 * inverseTemperature * noise.Count;
        Scale = IsLevelFree ? SumOfSquares / (2 * HalfOfPoints) : 1 / Precision;
    }

    /// <summary>Finds S_m of all cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Filter()
    {
        ref float all = ref MemoryMarshal.GetArrayDataReference(templates.Templates);
        ref float residual = ref MemoryMarshal.GetArrayDataReference(sums);
        int[] start = templates.Start;
        int[] source = templates.Source;
        double[] products = Products;
        for (int cell = 0; cell < source.Length; cell++)
        {
            products[cell] = SingleProduct.Sum(
                ref Unsafe.Add(ref all, start[cell]),
                ref Unsafe.Add(ref residual, source[cell]),
                start[cell + 1] - start[cell]);
        }

        products.AsSpan(source.Length).Fill(products[source.Length - 1]);
    }
}
