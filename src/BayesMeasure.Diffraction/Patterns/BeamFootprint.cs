namespace BayesMeasure.Diffraction.Patterns;

/// <summary>
/// The share of a beam that falls on a round sample. At the angle theta a beam of the width b covers the length b / sin(theta);
/// with v = (b / D)^2 of a sample of the diameter D, and q = v / sin^2(theta), that share is
/// (sqrt(1 - q) + asin(sqrt(q)) / sqrt(q)) / 2 for q below 1, and pi / (4 sqrt(q)) above: the mean over chords of a circle, of a
/// beam that is as broad across as the sample.
/// </summary>
internal static class BeamFootprint
{
    // Below, the two terms of the slope cancel, and -1/6 (1 + 3 q / 10) has all digits that matter.
    private const double Small = 1e-3;

    /// <summary>The share, and its derivative by v.</summary>
    /// <param name="overflow">v.</param>
    /// <param name="sine">sin(theta).</param>
    public static (double Share, double Slope) At(double overflow, double sine)
    {
        double unit = 1 / (sine * sine);
        double q = overflow * unit;
        if (q < Small)
        {
            return (1 - q / 6 * (1 + 0.15 * q), -unit / 6 * (1 + 0.3 * q));
        }

        double root = Math.Sqrt(q);
        if (q > 1)
        {
            double share = Math.PI / 4 / root;
            return (share, -0.5 * unit * share / q);
        }

        double chord = Math.Sqrt(1 - q);
        double arc = Math.Asin(root);
        return (0.5 * (chord + arc / root), -0.25 * unit * (arc - root * chord) / (q * root));
    }
}
