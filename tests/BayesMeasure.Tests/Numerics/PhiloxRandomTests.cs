using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Tests.Numerics;

/// <summary>The known answers that the authors of Random123 publish for philox4x32 with 10 rounds.</summary>
public class PhiloxRandomTests
{
    [Fact]
    public void Counter_and_key_of_zeros()
    {
        var expected = new PhiloxBlock(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        Assert.Equal(expected, Philox.Permute(new PhiloxBlock(0, 0, 0, 0), 0));
    }

    [Fact]
    public void Counter_and_key_of_ones()
    {
        var ones = new PhiloxBlock(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue);
        var expected = new PhiloxBlock(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        Assert.Equal(expected, Philox.Permute(ones, ulong.MaxValue));
    }

    [Fact]
    public void Counter_and_key_of_the_digits_of_pi()
    {
        var counter = new PhiloxBlock(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344);
        var expected = new PhiloxBlock(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
        Assert.Equal(expected, Philox.Permute(counter, 0x299f31d0_a4093822));
    }
}
