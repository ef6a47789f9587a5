using BayesMeasure.Explorers;
using BayesMeasure.Tests.Explorers.Broken;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Explorers;

/// <summary>Every explorer keeps the joint distribution of parameters and data; broken ones do not.</summary>
public class JointDistributionTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => ShippedExplorers.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_keeps_the_joint_distribution_of_parameters_and_data(string name)
    {
        JointDistribution joint = JointDistribution.Of(ShippedExplorers.All[name]);
        output.WriteLine($"{name}: {joint}");
        Assert.True(joint.Significance > 1e-4, $"{joint}");
        Assert.InRange(joint.Score, 0, 4);
    }

    [Fact]
    public void A_walk_at_the_wrong_temperature_is_rejected() => AssertRejected(Explorer.Default, inverseTemperature: 0.8);

    [Fact]
    public void An_explorer_that_accepts_too_often_is_rejected() => AssertRejected(new LenientExplorer(0.5));

    [Theory]
    [MemberData(nameof(BrokenExplorers.Names), MemberType = typeof(BrokenExplorers))]
    public void Every_broken_twin_is_rejected(string name) => AssertRejected(BrokenExplorers.All[name]);

    private void AssertRejected(Explorer twin, double inverseTemperature = 1)
    {
        JointDistribution joint = JointDistribution.Of(twin, inverseTemperature);
        output.WriteLine($"{twin}: {joint}");
        Assert.True(joint.Score > 6, $"{joint}");
    }
}
