using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Numerics;

public sealed class AlignedBufferTests
{
    [Fact]
    public unsafe void It_is_aligned_zero_padded_and_of_the_length_asked_for()
    {
        for (int length = 0; length < 100; length++)
        {
            var buffer = new AlignedBuffer(length);
            Assert.Equal(0u, (nuint)Unsafe.AsPointer(ref buffer.First) % AlignedBuffer.Alignment);
            Assert.Equal(length, buffer.Length);
            Assert.Equal(length, buffer.Span.Length);
            Assert.True(buffer.PaddedLength >= length && buffer.PaddedLength < length + 8 && buffer.PaddedLength % 8 == 0);
            for (int i = 0; i < buffer.PaddedLength; i++)
            {
                Assert.Equal(0.0, Unsafe.Add(ref buffer.First, i));
            }
        }
    }

    [Fact]
    public void It_stays_where_it_is()
    {
        var buffer = new AlignedBuffer(10);
        buffer.Span[0] = 3.0;
        GC.Collect();
        Assert.Equal(3.0, buffer.First);
        Assert.True(Unsafe.AreSame(ref buffer.First, ref buffer.Span[0]));
    }

    [Fact]
    public void A_negative_length_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
}
