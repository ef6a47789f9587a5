namespace BayesMeasure.Batch.Commands;

/// <summary>A duration as people say it.</summary>
/// <remarks>A forecast is worth two digits.</remarks>
internal static class DurationText
{
    /// <summary>In the unit that fits.</summary>
    /// <param name="time">The duration, not negative.</param>
    public static string Of(TimeSpan time) => FormattableString.Invariant(time.TotalSeconds switch
    {
        < 100 => $"{time.TotalSeconds:F0} s",
        < 6000 => $"{time.TotalMinutes:F0} min",
        < 172_800 => $"{time.TotalHours:F1} h",
        _ => $"{time.TotalDays:F1} days",
    });
}
