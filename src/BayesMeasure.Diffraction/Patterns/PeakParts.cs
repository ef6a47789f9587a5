namespace BayesMeasure.Diffraction.Patterns;

/// <summary>Parts a pattern at its valleys, so that each part holds one peak or several that are not resolved.</summary>
internal static class PeakParts
{
    // A valley lies below both of its peaks by these shares of the lower one and of the highest of all: less is noise.
    private const double ShareOfPeak = 0.25;
    private const double ShareOfHighest = 0.004;

    /// <summary>The first point of each part and the one behind its last.</summary>
    public static (int First, int End)[] Of(ReadOnlySpan<double> values)
    {
        double least = ShareOfHighest * System.Numerics.Tensors.TensorPrimitives.Max(values);
        List<(int, int)> parts = [];
        int first = 0, valley = 0;
        double top = values[0];
        bool isFalling = false;
        for (int i = 1; i < values.Length; i++)
        {
            if (isFalling)
            {
                valley = values[i] < values[valley] ? i : valley;
                if (values[i] - values[valley] > Math.Max(least, ShareOfPeak * values[i]))
                {
                    parts.Add((first, valley));
                    (first, top, isFalling) = (valley, values[i], false);
                }
            }
            else
            {
                top = Math.Max(top, values[i]);
                (valley, isFalling) = (i, top - values[i] > Math.Max(least, ShareOfPeak * top));
            }
        }

        parts.Add((first, values.Length));
        return [.. parts];
    }
}
