namespace BayesMeasure.Numerics.Lanes;

/// <summary>Work that is written for any width of lanes and given one by <see cref="LaneWidth"/>.</summary>
/// <typeparam name="TResult">What the work returns, such as an object that is closed over the width.</typeparam>
internal interface ILaneConsumer<out TResult>
{
    /// <summary>Does the work with lanes of type <typeparamref name="TLanes"/>.</summary>
    /// <typeparam name="TLanes">The lanes to compute with.</typeparam>
    TResult Use<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>;
}
