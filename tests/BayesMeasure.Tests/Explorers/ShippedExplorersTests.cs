using BayesMeasure.Explorers;

namespace BayesMeasure.Tests.Explorers;

public class ShippedExplorersTests
{
    [Fact]
    public void The_list_holds_every_explorer_of_the_library()
    {
        IEnumerable<Type> shipped = typeof(Explorer).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Explorer)) && !type.IsAbstract);
        Assert.Empty(shipped.Except(ShippedExplorers.All.Values.Select(explorer => explorer.GetType())));
    }

    [Fact]
    public void Each_is_valid() => Assert.All(ShippedExplorers.All.Values, explorer => explorer.RequireValid());

    [Fact]
    public void Each_differs_from_the_others() =>
        Assert.Equal(ShippedExplorers.All.Count, ShippedExplorers.All.Values.Distinct().Count());
}
