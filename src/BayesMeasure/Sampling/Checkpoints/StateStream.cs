namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>
/// Carries the state of a run out of memory or back into it. What has a state names its parts once, by reference: they are read
/// and written in the same order, because it is the same code.
/// </summary>
internal abstract class StateStream
{
    /// <summary>Whether the parts are overwritten by what comes from the stream.</summary>
    public abstract bool IsReading { get; }

    /// <summary>Carries a number.</summary>
    public abstract void Number(ref long value);

    /// <summary>Carries a number, with its exact bits.</summary>
    public abstract void Number(ref double value);

    /// <summary>Carries a number.</summary>
    public void Number(ref int value)
    {
        long number = value;
        Number(ref number);
        value = checked((int)number);
    }

    /// <summary>Carries numbers, as many as there are.</summary>
    public void Numbers(Span<double> values)
    {
        foreach (ref double value in values)
        {
            Number(ref value);
        }
    }

    /// <summary>Carries numbers, as many as there are.</summary>
    public void Numbers(Span<long> values)
    {
        foreach (ref long value in values)
        {
            Number(ref value);
        }
    }

    /// <summary>Carries numbers, as many as there are.</summary>
    public void Numbers(Span<int> values)
    {
        foreach (ref int value in values)
        {
            Number(ref value);
        }
    }

    /// <summary>Carries a number from 0 to 65,535.</summary>
    public abstract void Number(ref ushort value);

    /// <summary>Carries text.</summary>
    public abstract void Text(ref string value);

    /// <summary>Carries numbers from 0 to 65,535, as many as there are.</summary>
    public void SmallNumbers(Span<int> values)
    {
        foreach (ref int value in values)
        {
            ushort number = (ushort)value;
            Number(ref number);
            value = number;
        }
    }

    /// <summary>Carries a count that must be the same on both sides.</summary>
    /// <exception cref="InvalidDataException">The stream has another count.</exception>
    public void Same(int count, string what)
    {
        int stored = count;
        Number(ref stored);
        if (stored != count)
        {
            throw new InvalidDataException($"it has {stored} {what}, but this run has {count}.");
        }
    }
}
