namespace BayesMeasure.Diffraction.Lines;

/// <summary>Which lines of a crystal are computed.</summary>
public sealed record PowderLineOptions
{
    /// <summary>2 theta of the monochromator's crystal in degrees, such as 26.6 of graphite for Cu; null without one.</summary>
    public double? Monochromator { get; init; }

    /// <summary>The largest 2 theta in degrees, above 0 and below 180; 175 by default.</summary>
    public double LargestTwoTheta { get; init; } = 175;

    /// <summary>The smallest spacing d in angstrom; 0 by default, so that the largest angle decides.</summary>
    public double SmallestSpacing { get; init; }

    /// <summary>Lines below this share of the strongest one are left out: 0 to 0.1; 1e-4 by default.</summary>
    public double LeastShare { get; init; } = 1e-4;

    internal void RequireValid()
    {
        if (Monochromator is not (null or (>= 0 and < 180)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"2 theta of the monochromator's crystal is {Monochromator}: ")
                + "0 to 180 degrees, such as 26.6 of graphite for Cu.");
        }

        if (LargestTwoTheta is not (> 0 and < 180) || SmallestSpacing is not >= 0 || LeastShare is not (>= 0 and <= 0.1))
        {
            throw new ArgumentException(
                $"Angles are above 0 and below 180 degrees, a spacing is not negative, and a share is 0 to 0.1: {this}.");
        }
    }
}
