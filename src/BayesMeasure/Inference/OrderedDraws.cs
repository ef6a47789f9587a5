using System.Runtime.CompilerServices;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>Draws with their equal components in order, so that "center[2]" means the same in each.</summary>
/// <param name="Draws">The draws.</param>
/// <param name="OrderedBy">
/// The parameter by which components were ordered within each draw; null when nothing was ordered.
/// </param>
internal sealed record OrderedDraws(Draws Draws, string? OrderedBy)
{
    private static readonly ConditionalWeakTable<Result, OrderedDraws> UsualOrders = [];

    /// <summary>The draws of a result in the usual order, which are rearranged once for each result.</summary>
    public static OrderedDraws Of(Result result) => UsualOrders.GetValue(result, one => Of(one.Target, one.Draws, orderBy: null));

    /// <summary>Draws of a target in an order.</summary>
    /// <param name="target">What was asked.</param>
    /// <param name="draws">What was found.</param>
    /// <param name="orderBy">The base name of the parameter that gives the order; null for the usual one.</param>
    public static OrderedDraws Of(ITarget target, Draws draws, string? orderBy)
    {
        ComponentOrder? order = orderBy is null
            ? ComponentOrder.Usual(target, draws.Parameters)
            : ComponentOrder.By(orderBy, target, draws.Parameters);
        return order is null ? new(draws, null) : new(draws.Rearranged(order.Sort), order.Name);
    }
}
