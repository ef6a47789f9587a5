using System.Runtime.Intrinsics;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>How many doubles the machine computes with at a time, and the choice of the lanes that do it.</summary>
/// <example>
/// <code>
/// readonly struct CreateEngine(Data data) : ILaneConsumer&lt;IEngine&gt;
/// {
///     public IEngine Use&lt;TLanes&gt;() where TLanes : unmanaged, ILanes&lt;TLanes&gt; =&gt; new Engine&lt;TLanes&gt;(data);
/// }
///
/// IEngine engine = LaneWidth.UseWidest&lt;CreateEngine, IEngine&gt;(new CreateEngine(data));
/// </code>
/// </example>
internal static class LaneWidth
{
    /// <summary>The number of lanes of the widest type that this machine computes with at full speed: 8, 4 or 2.</summary>
    public static int Widest
        => Vector512.IsHardwareAccelerated ? Lanes512.Count
            : Vector256.IsHardwareAccelerated ? Lanes256.Count
            : Lanes128.Count;

    /// <summary>Does the work with the widest lanes of this machine.</summary>
    /// <param name="consumer">The work.</param>
    /// <typeparam name="TConsumer">A struct that does the work, so that the call is resolved at compile time.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    public static TResult UseWidest<TConsumer, TResult>(TConsumer consumer)
        where TConsumer : struct, ILaneConsumer<TResult>
        => Use<TConsumer, TResult>(consumer, Widest);

    /// <summary>Requires a number of lanes that a user may ask for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of 2, 4 and 8.</exception>
    public static int Require(int lanes, string name) => lanes is 2 or 4 or 8
        ? lanes
        : throw new ArgumentOutOfRangeException(name, lanes, "The number of lanes is 2, 4 or 8.");

    /// <summary>Does the work with lanes of a given number, which works on every machine, if not always fast.</summary>
    /// <param name="consumer">The work.</param>
    /// <param name="count">The number of lanes: 1, 2, 4 or 8.</param>
    /// <typeparam name="TConsumer">A struct that does the work, so that the call is resolved at compile time.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">There are no lanes of that number.</exception>
    public static TResult Use<TConsumer, TResult>(TConsumer consumer, int count)
        where TConsumer : struct, ILaneConsumer<TResult>
        => count switch
        {
            1 => consumer.Use<Scalar>(),
            2 => consumer.Use<Lanes128>(),
            4 => consumer.Use<Lanes256>(),
            8 => consumer.Use<Lanes512>(),
            _ => throw new ArgumentOutOfRangeException(nameof(count), count, "The number of lanes is 1, 2, 4 or 8."),
        };
}

/// <summary>Work that is written for any width of lanes and given one by <see cref="LaneWidth"/>.</summary>
/// <typeparam name="TResult">What the work returns, such as an object that is closed over the width.</typeparam>
internal interface ILaneConsumer<out TResult>
{
    /// <summary>Does the work with lanes of type <typeparamref name="TLanes"/>.</summary>
    /// <typeparam name="TLanes">The lanes to compute with.</typeparam>
    TResult Use<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>;
}
