namespace BayesMeasure.Inference;

/// <summary>What a setting must be; the check throws when it is not, and names the setting.</summary>
internal static class Setting
{
    /// <summary>A number that is not too small.</summary>
    public static void AtLeast(long value, long least, string name)
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {least}.");
        }
    }
}
