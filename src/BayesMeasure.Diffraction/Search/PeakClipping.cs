namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// A first background: peaks clipped, y_i = min(y_i, (y_i-m + y_i+m) / 2) of ln ln sqrt counts for ever narrower m. Ryan and
/// others, Nucl.
/// Instrum. Methods B 34 (1988) 396; Morhac and others, Nucl. Instrum. Methods A 401 (1997) 113.
/// </summary>
internal static class PeakClipping
{
    /// <summary>The background of smoothed counts.</summary>
    /// <param name="counts">The counts: 0 or more.</param>
    /// <param name="reach">The number of points to each side by which the widest peak is clipped.</param>
    public static double[] Background(ReadOnlySpan<double> counts, int reach)
    {
        double[] level = new double[counts.Length];
        double[] next = new double[counts.Length];
        for (int i = 0; i < level.Length; i++)
        {
            level[i] = Math.Log(Math.Log(Math.Sqrt(counts[i] + 1) + 1) + 1);
        }

        for (int m = Math.Min(reach, (level.Length - 1) / 2); m > 0; m--)
        {
            level.CopyTo(next, 0);
            for (int i = m; i < level.Length - m; i++)
            {
                next[i] = Math.Min(level[i], 0.5 * (level[i - m] + level[i + m]));
            }

            (level, next) = (next, level);
        }

        for (int i = 0; i < level.Length; i++)
        {
            double root = Math.Exp(Math.Exp(level[i]) - 1) - 1;
            level[i] = root * root - 1;
        }

        return level;
    }

    /// <summary>The mean over a point and its neighbours to each side.</summary>
    public static double[] Smoothed(ReadOnlySpan<double> values, int reach)
    {
        double[] smooth = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int first = Math.Max(i - reach, 0);
            int last = Math.Min(i + reach, values.Length - 1);
            double sum = 0;
            for (int j = first; j <= last; j++)
            {
                sum += values[j];
            }

            smooth[i] = sum / (last - first + 1);
        }

        return smooth;
    }
}
