using BayesMeasure.References;

namespace BayesMeasure.Tests.References;

/// <summary>However many sweeps there are, the draws that are kept are few and spread evenly.</summary>
public class CollectedDrawsTests
{
    private static CollectedDraws After(int sweeps)
    {
        var draws = new CollectedDraws(chains: 2, dimension: 1);
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            draws.Add(0, [sweep]);
            draws.Add(1, [-sweep]);
        }

        return draws;
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 513)]
    [InlineData(2048, 1024)]
    [InlineData(2049, 513)]
    [InlineData(100_000, 782)]
    public void Kept_draws_are_equally_far_apart(int sweeps, int kept)
    {
        double[][] draws = After(sweeps).Of(0);
        Assert.Equal(kept, draws.Length);
        double stride = draws.Length > 1 ? draws[1][0] : 1;
        Assert.All(draws.Index(), draw => Assert.Equal(stride * draw.Index, draw.Item[0]));
        Assert.InRange(sweeps - draws[^1][0], 1, stride);
        Assert.Equal(2 * kept, After(sweeps).Count);
    }

    [Fact]
    public void What_was_kept_goes_on_as_if_nothing_had_been()
    {
        CollectedDraws whole = After(3000), resumed = new(chains: 2, dimension: 1);
        CollectedDraws half = After(1500);
        for (int chain = 0; chain < 2; chain++)
        {
            resumed.Restore(chain, half.Numbers(chain));
            for (int sweep = 1500; sweep < 3000; sweep++)
            {
                resumed.Add(chain, [chain == 0 ? sweep : -sweep]);
            }

            Assert.Equal(whole.Numbers(chain), resumed.Numbers(chain));
        }
    }
}
