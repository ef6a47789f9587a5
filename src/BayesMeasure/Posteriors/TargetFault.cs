namespace BayesMeasure.Posteriors;

/// <summary>What is said of a failure of the user's own code, which may fail once more when it is asked what is wrong.</summary>
internal static class TargetFault
{
    /// <summary>What <see cref="ITarget.FaultAt"/> adds, behind a space; nothing where it has nothing to say or throws.</summary>
    /// <param name="target">The target.</param>
    /// <param name="values">One value a parameter.</param>
    public static string At(ITarget target, ReadOnlySpan<double> values)
    {
        try
        {
            return target.FaultAt(values) is { } fault ? $" {fault}" : "";
        }
        catch (Exception)
        {
            // The model failed already, and that is what is told.
            return "";
        }
    }

    /// <summary>The message of an exception; its type where the message throws.</summary>
    public static string MessageOf(Exception exception) => Tellable(exception).Message;

    /// <summary>An exception whose message can be read: another one in its place where that throws.</summary>
    public static Exception Tellable(Exception exception)
    {
        try
        {
            _ = exception.Message;
            return exception;
        }
        catch (Exception)
        {
            return new InvalidOperationException($"{exception.GetType().Name}, whose Message throws as well.");
        }
    }

    /// <summary>A point in words: name = value for every parameter.</summary>
    /// <param name="target">The target.</param>
    /// <param name="values">One value a parameter.</param>
    public static string PointOf(ITarget target, ReadOnlySpan<double> values)
    {
        var point = new List<string>();
        for (int i = 0; i < values.Length; i++)
        {
            point.Add(FormattableString.Invariant($"{target.Parameters[i].Name} = {values[i]:R}"));
        }

        return string.Join(", ", point);
    }
}
