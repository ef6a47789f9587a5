namespace BayesMeasure.References;

/// <summary>
/// An unknown a in which a curve is linear when all else is given; with it, where there is one, the unknown s in [l, h] that
/// shares it out between two shapes, as the mixing of a pseudo-Voigt peak does: a f(s) = w_h f(h) + w_l f(l) with
/// w_h = a (s - l) / (h - l) and w_l = a - w_h, which the curve is linear in.
/// </summary>
/// <param name="Position">The position of a.</param>
/// <param name="Share">The position of s; -1 where there is none.</param>
internal readonly record struct LinearCoefficient(int Position, int Share)
{
    /// <summary>How many weights of shapes it stands for.</summary>
    public int Count => Share < 0 ? 1 : 2;
}

/// <summary>The unknowns of one curve that are the weights of shapes when all else is given, all together.</summary>
/// <param name="Coefficients">Each of them, in the order of the unknowns.</param>
internal sealed record LinearUnknowns(LinearCoefficient[] Coefficients)
{
    /// <summary>The positions of all unknowns, those that share others out among them.</summary>
    public int[] Positions { get; } =
    [
        .. Coefficients
            .SelectMany(one => one.Share < 0 ? [one.Position] : (int[])[one.Position, one.Share])
            .Order(),
    ];
}
