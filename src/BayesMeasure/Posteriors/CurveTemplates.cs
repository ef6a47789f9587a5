namespace BayesMeasure.Posteriors;

/// <summary>The templates of the cells of a bank in one measured curve.</summary>
/// <remarks>
/// A template is kept where it matters, and in blocks of 2^l points, of which it has the mean: a broad curve needs no more
/// numbers than a narrow one. All templates lie one behind the other, each a whole number of vectors long.
/// </remarks>
internal sealed class CurveTemplates
{
    /// <summary>A template without more than this part of the largest norm counts as if it had it.</summary>
    private const double SmallestNorm = 1e-12;

    /// <param name="cells">The templates, in the order of the cells.</param>
    /// <param name="grid">Their grid.</param>
    public CurveTemplates(IReadOnlyList<Template> cells, ResidualPyramid grid)
    {
        Pyramid = grid;
        Source = [.. cells.Select(cell => grid.OffsetOf(cell.Level) + cell.First)];
        Start = new int[cells.Count + 1];
        for (int cell = 0; cell < cells.Count; cell++)
        {
            Start[cell + 1] = Start[cell] + (cells[cell].Means.Length + TemplateBank.Padding - 1) / TemplateBank.Padding
                * TemplateBank.Padding;
        }

        Templates = new float[Start[cells.Count]];
        foreach ((int cell, Template from) in cells.Index())
        {
            from.Means.CopyTo(Templates, Start[cell]);
        }

        double largest = cells.Max(cell => cell.Norm);
        double smallest = largest > 0 ? SmallestNorm * largest : 1;
        int padding = (TemplateBank.Padding - cells.Count % TemplateBank.Padding) % TemplateBank.Padding;
        Template[] padded = [.. cells, .. Enumerable.Repeat(cells[^1], padding)];
        Norm = [.. padded.Select(cell => cell.Norm)];
        InverseNorm = [.. padded.Select(cell => 1 / Math.Max(cell.Norm, smallest))];
    }

    /// <summary>The grid of the templates.</summary>
    public ResidualPyramid Pyramid { get; }

    /// <summary>All templates, one behind the other.</summary>
    public float[] Templates { get; }

    /// <summary>Where the template of each cell begins; behind them, where the last one ends.</summary>
    public int[] Start { get; }

    /// <summary>Where in the pyramid the part of the residual begins that belongs to each template.</summary>
    public int[] Source { get; }

    /// <summary>G_m = sum of w phi_m^2; that of the last cell in the padding.</summary>
    public double[] Norm { get; }

    /// <summary>1 / G_m, finite.</summary>
    public double[] InverseNorm { get; }
}

/// <summary>The curve of a cell.</summary>
/// <param name="Level">The level of the pyramid on which it lies.</param>
/// <param name="First">The first block there.</param>
/// <param name="Means">Its mean in each block.</param>
/// <param name="Norm">G = sum of w phi^2.</param>
internal readonly record struct Template(int Level, int First, float[] Means, double Norm);
