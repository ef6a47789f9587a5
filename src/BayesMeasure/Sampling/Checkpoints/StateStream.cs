namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>
/// Carries the state of a run out of memory or back into it. What has a state names its parts once, by reference: they are read
/// and written in the same order, because it is the same code.
/// </summary>
internal abstract class StateStream
{
    /// <summary>Whether the parts are overwritten by what comes from the stream.</summary>
    public abstract bool IsReading { get; }

    /// <summary>The bytes that are left to read; no limit for a stream that is written.</summary>
    protected virtual long Left => long.MaxValue;

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

    /// <summary>
    /// Carries a count of numbers of 8 bytes that follow it: of more than the stream can hold nothing is allocated.
    /// </summary>
    /// <param name="count">The count.</param>
    /// <param name="least">The least that there can be.</param>
    /// <param name="most">The most that there can be.</param>
    /// <param name="what">What is counted, in the plural.</param>
    /// <exception cref="InvalidDataException">The stream has another count.</exception>
    public void Count(ref int count, int least, int most, string what)
    {
        long stored = count;
        Number(ref stored);
        Require(stored, least, Math.Min(most, Left / sizeof(double)), what);
        count = (int)stored;
    }

    /// <summary>Requires that a number that was read is possible.</summary>
    /// <param name="value">The number.</param>
    /// <param name="least">The least that it can be.</param>
    /// <param name="most">The most that it can be.</param>
    /// <param name="what">What it is, in the plural.</param>
    /// <exception cref="InvalidDataException">It is not possible.</exception>
    public static void Require(long value, long least, long most, string what)
    {
        if (value < least || value > most)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"it has {value} {what}, where {least} to {most} are possible."));
        }
    }

    /// <summary>Requires of numbers that were read what must be so of each.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="isPossible">What must be so.</param>
    /// <param name="what">What they are, in the plural.</param>
    /// <exception cref="InvalidDataException">One is not possible.</exception>
    public static void RequireEach(ReadOnlySpan<double> values, Func<double, bool> isPossible, string what)
    {
        foreach (double value in values)
        {
            if (!isPossible(value))
            {
                throw new InvalidDataException(FormattableString.Invariant($"{value:R} is among its {what}, which cannot be."));
            }
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
